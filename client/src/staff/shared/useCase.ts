import { onScopeDispose, ref, shallowRef } from 'vue';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useProblem } from './useProblem.ts';

export type CaseRecord = Schemas['CaseDto'];
export type CaseSignatory = Schemas['CaseSignatoryDto'];
/** The steps that are asked for alike; a merger has a door of its own. */
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
 * A step that needs no more than a reason, and so has a button of its own; a merger needs another
 * signatory.
 */
export const isPlainStep = (step: string): step is PlainStep => plainSteps.includes(step);
export type Verdict = CaseRecord['actions'][number];

export function fetchCase(id: string): Promise<CaseRecord> {
  return answer(api.GET('/api/v1/staff/submissions/{id}', { params: { path: { id } } }));
}

/**
 * One case as the colleague sees it. Coming back to the window looks for news quietly: a document
 * that was opened is ticked, but a newer version is only announced, because a decision must be
 * about what was on the screen.
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
   * A document may open in a tab behind this one: then no focus event follows, and the server needs
   * a moment.
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
