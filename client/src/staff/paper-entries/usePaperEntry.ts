import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { answer, api, ApiProblem, seen } from '../../api/client.ts';
import { useUnsentText } from '../shared/useUnsentText.ts';
import { provideConfirmations } from '../shared/useConfirmations.ts';
import { useProblem } from '../shared/useProblem.ts';
import { confirmedIn, toBody, toFields, toForm, type Entry, type PaperForm } from './paper-form.ts';

/** How long a pause in typing is before the input is saved. */
const pauseMs = 1_500;

/**
 * A paper entry in progress: autosaved on the server, or kept in the page's memory while the server
 * is unreachable.
 */
export function usePaperEntry(id: string) {
  const entry = shallowRef<Entry | null>(null);
  const form = ref<PaperForm | null>(null);
  const unsent = useUnsentText(`paper ${id}`);
  const keeping = useProblem();
  const acting = useProblem();
  const path = { path: { id } };
  let kept = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const confirmed = provideConfirmations();
  const body = () => toBody(form.value!, confirmed.value);
  const said = () => JSON.stringify(form.value && body());
  const changed = ref(false);
  /** The errors, each at its form field. An error of the whole entry is left as it is. */
  const problem = computed(() => {
    const found = acting.problem.value;
    return found && form.value
      ? new ApiProblem({ ...found.details, errors: toFields(found.fieldErrors, form.value) })
      : found;
  });

  function show(newest: Entry, over?: PaperForm): void {
    entry.value = newest;
    form.value = over ?? toForm(newest);
    confirmed.value = confirmedIn(newest);
    kept = JSON.stringify(toBody(toForm(newest), confirmed.value));
    changed.value = said() !== kept;
  }

  const fetchNewest = () => answer(api.GET('/api/v1/staff/paper-entries/{id}', { params: path }));
  const load = () =>
    acting.run(async () => {
      show(await fetchNewest(), unsent.value ? (JSON.parse(unsent.value) as PaperForm) : undefined);
    });

  /** Saves the current form. Input typed meanwhile is kept and saved next. */
  async function put(): Promise<void> {
    const sent = said();
    if (sent === kept) return;
    const params = { ...path, header: seen(entry.value!.version) };
    entry.value = await answer(
      api.PUT('/api/v1/staff/paper-entries/{id}', { params, body: body() }),
    );
    kept = sent;
    changed.value = said() !== kept;
    unsent.value = '';
  }
  async function keep(): Promise<boolean> {
    clearTimeout(timer);
    if (!form.value || !entry.value) return true;
    const worked = await keeping.run(put);
    if (!worked) unsent.value = JSON.stringify(form.value);
    return worked;
  }

  watch(
    [form, confirmed],
    () => {
      changed.value = said() !== kept;
      clearTimeout(timer);
      if (changed.value) timer = setTimeout(() => void keep(), pauseMs);
    },
    { deep: true },
  );
  onScopeDispose(() => clearTimeout(timer));

  /** Another window saved first: merges the current input over the newest version. */
  async function layOver(): Promise<boolean> {
    keeping.problem.value = null;
    const worked = await acting.run(async () => show(await fetchNewest(), form.value!));
    return worked && keep();
  }

  const enter = () =>
    acting.run(async () => {
      clearTimeout(timer);
      await put();
      const params = { ...path, header: seen(entry.value!.version) };
      entry.value = await answer(api.POST('/api/v1/staff/paper-entries/{id}/entry', { params }));
      changed.value = false;
    });

  const discard = () =>
    acting.run(async () => {
      clearTimeout(timer);
      await answer(
        api.DELETE('/api/v1/staff/paper-entries/{id}', {
          params: { ...path, header: seen(entry.value!.version) },
        }),
      );
      unsent.value = '';
      changed.value = false;
    });

  void load();
  return {
    entry,
    form,
    problem,
    busy: acting.busy,
    changed,
    keeping,
    load,
    keep,
    layOver,
    enter,
    discard,
  };
}
