import { computed, ref, shallowRef } from 'vue';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { useKeptDraft } from '../shared/useKeptDraft.ts';
import { useProblem } from '../shared/useProblem.ts';

type Practice = Schemas['EditedPracticeDto'];
export const practiceFields = [
  'title',
  'pillar',
  'whatWasDone',
  'forWhom',
  'result',
  'alsoIn',
  'whomToAsk',
] as const;
export type PracticeField = (typeof practiceFields)[number];
type Form = Record<PracticeField, string>;

const toForm = ({ content }: Practice) =>
  Object.fromEntries(practiceFields.map((field) => [field, content[field] ?? ''])) as Form;

/**
 * A good practice being edited. After a conflict the input is kept, and a colleague's text for the
 * same field is shown next to it.
 */
export function usePractice(id: string) {
  const shown = shallowRef<Practice | null>(null);
  const form = ref<Form | null>(null);
  const contested = ref<Partial<Form>>({});
  const { problem: raw, busy, run } = useProblem();
  const path = { id };
  let base: Form | null = null;

  const problem = computed(() => {
    const found = raw.value;
    const errors = found?.fieldErrors.map((error) => ({
      ...error,
      pointer: error.pointer.replace(/^\/content/, '').replace(/^\/reason$/, '/removalWords'),
    }));
    return found && new ApiProblem({ ...found.details, ...(errors && { errors }) });
  });
  /** The changes that saving would make. */
  const changes = computed(() =>
    practiceFields.filter(
      (field) => form.value && base && form.value[field].trim() !== base[field],
    ),
  );

  const draft = useKeptDraft('practice', id, {
    unsent: () => Object.fromEntries(changes.value.map((field) => [field, form.value![field]])),
    take: (fields) => Object.assign(form.value!, fields),
    isReady: () => form.value !== null,
  });

  function show(practice: Practice): void {
    shown.value = practice;
    base = toForm(practice);
    form.value = toForm(practice);
    contested.value = {};
  }
  const fetchNewest = () => answer(api.GET('/api/v1/staff/practices/{id}', { params: { path } }));
  const load = () => run(async () => show(await fetchNewest()));
  const before = (field: PracticeField) => shown.value?.content[field] ?? '';

  const save = () =>
    run(async () => {
      const said = Object.entries(form.value!).filter(([, value]) => value.trim() !== '');
      const body = { content: Object.fromEntries(said) as unknown as Practice['content'] };
      show(
        await answer(
          api.PUT('/api/v1/staff/practices/{id}', {
            params: { path, header: seen(shown.value!.version) },
            body,
          }),
        ),
      );
    });

  /** Takes the newest version as the base and merges the input over it. */
  const layOver = () =>
    run(async () => {
      const newest = await fetchNewest();
      const [mine, old, theirs] = [form.value!, base!, toForm(newest)];
      const typed = practiceFields.filter((field) => mine[field] !== old[field]);
      contested.value = Object.fromEntries(
        typed
          .filter((field) => theirs[field] !== old[field])
          .map((field) => [field, theirs[field]]),
      );
      shown.value = newest;
      base = theirs;
      form.value = { ...theirs, ...Object.fromEntries(typed.map((field) => [field, mine[field]])) };
    });

  const takeDown = (body: Schemas['TakeDownDto']) =>
    run(async () => {
      const params = { path, header: seen(shown.value!.version) };
      show(await answer(api.POST('/api/v1/staff/practices/{id}/removal', { params, body })));
    });
  const restore = () =>
    run(async () => {
      const params = { path, header: seen(shown.value!.version) };
      show(await answer(api.DELETE('/api/v1/staff/practices/{id}/removal', { params })));
    });

  void load();
  return {
    shown,
    form,
    contested,
    changes,
    before,
    problem,
    busy,
    load,
    save,
    layOver,
    draft,
    takeDown,
    restore,
  };
}
