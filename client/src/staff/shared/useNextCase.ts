import { useRouter } from 'vue-router';
import { answer, api } from '../../api/client.ts';
import { useProblem } from './useProblem.ts';

/** Opens the case that waits longest and is nobody's or one's own, or the queue without any. */
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
