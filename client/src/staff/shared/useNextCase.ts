import { useRouter } from 'vue-router';
import { answer, api } from '../../api/client.ts';
import { useProblem } from './useProblem.ts';

/**
 * Opens the longest waiting case that is unassigned or assigned to the colleague, or the queue if
 * there is none.
 */
export function useNextCase() {
  const router = useRouter();
  const { run } = useProblem();

  return async (): Promise<void> => {
    const { name, params } = router.currentRoute.value;
    const except = name === 'case' ? String(params['id']) : undefined;
    await run(async () => {
      const { id } = await answer(
        api.GET('/api/v1/staff/next-case', { params: { query: except ? { except } : {} } }),
      );
      await router.push(
        id ? { name: 'case', params: { id } } : { name: 'queue', query: { assignee: 'me,nobody' } },
      );
    });
  };
}
