import { shallowRef } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

/** The reporting state of one signatory, and a colleague's actions on it. */
export function useReporting(id: string) {
  const shown = shallowRef<Schemas['ReportingDto'] | null>(null);
  const loading = useProblem();
  const noting = useProblem();
  const stepping = useProblem();
  const path = { id };

  const load = () =>
    loading.run(async () => {
      stepping.problem.value = null;
      shown.value = await answer(api.GET('/api/v1/staff/reporting/{id}', { params: { path } }));
    });
  const note = (body: Schemas['ReportingNoteDto']) =>
    noting.run(async () => {
      shown.value = await answer(
        api.POST('/api/v1/staff/reporting/{id}/notes', { params: { path }, body }),
      );
    });
  const take = (body: Schemas['ReportingStepDto']) =>
    stepping.run(async () => {
      const params = { path, header: seen(shown.value!.version) };
      shown.value = await answer(api.POST('/api/v1/staff/reporting/{id}/steps', { params, body }));
    });

  void load();
  return { shown, loading, noting, stepping, load, note, take };
}
