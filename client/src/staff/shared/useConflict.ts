import { shallowRef } from 'vue';
import type { ApiProblem } from '../../api/client.ts';
import { changeToldBy, lastChangeOf, type Change } from './change.ts';
import { fetchCase } from './useCase.ts';

/**
 * Explains a conflict. A 412 contains the details; after a 409 they are taken from the case's audit
 * trail.
 */
export function useConflict(caseId: string) {
  const change = shallowRef<Change | null>(null);

  async function explain(problem: ApiProblem): Promise<void> {
    change.value = changeToldBy(problem);
    if (change.value || problem.code !== 'wrong-state') return;
    const newest = await fetchCase(caseId).catch(() => null);
    change.value = newest && lastChangeOf(newest);
  }

  return { change, explain };
}
