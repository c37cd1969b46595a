import { onScopeDispose, ref, shallowRef } from 'vue';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useProblem } from './useProblem.ts';

export type CaseRecord = Schemas['CaseDto'];
export type CaseSignatory = Schemas['CaseSignatoryDto'];
/** The steps that share one request. A merger has its own endpoint. */
export type PlainStep = Schemas['ChangeSignatoryDto']['action'];
const plainSteps: readonly string[] = [
  'publish',
  'schedule',
  'unschedule',
  'hold',
  'resume',
  'withdraw',
  'restore',
] satisfies PlainStep[];

/**
 * A step that needs only a reason and therefore has its own button. A merger also needs another
 * signatory.
 */
export const isPlainStep = (step: string): step is PlainStep => plainSteps.includes(step);
export type Verdict = CaseRecord['actions'][number];

export function fetchCase(id: string): Promise<CaseRecord> {
  return answer(api.GET('/api/v1/staff/submissions/{id}', { params: { path: { id } } }));
}

/**
 * One case as the user sees it. Returning to the window refreshes it quietly: opened documents are
 * ticked, but a newer version is only announced, because a decision must be based on what was on
 * the screen.
 */
export function useCase(id: string) {
  const shown = shallowRef<CaseRecord | null>(null);
  const outdated = ref(false);
  const { problem, run } = useProblem();

  function show(record: CaseRecord): void {
    shown.value = record;
    outdated.value = false;
  }

  const load = () => run(async () => show(await fetchCase(id)));

  async function look(): Promise<void> {
    const before = shown.value;
    if (!before || document.visibilityState !== 'visible') return;
    const now = await fetchCase(id).catch(() => null);
    if (!now || shown.value !== before) return;
    if (now.version === before.version && now.signatory?.version === before.signatory?.version)
      shown.value = now;
    else outdated.value = true;
  }

  /**
   * A document may open in a background tab. Then there is no focus event, and the server needs a
   * moment to record the view.
   */
  let timer: ReturnType<typeof setTimeout> | undefined;
  function lookSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(look, 1500);
  }

  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  onScopeDispose(() => {
    clearTimeout(timer);
    window.removeEventListener('focus', look);
    document.removeEventListener('visibilitychange', look);
  });
  void load();
  return { shown, outdated, problem, show, load, lookSoon };
}
