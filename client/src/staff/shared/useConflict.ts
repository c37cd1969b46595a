import { shallowRef } from 'vue';
import type { ApiProblem } from '../../api/client.ts';
import { fetchCase } from './useCase.ts';

/** Who changed what meanwhile, and when. */
export interface Change {
  by: string | null;
  at: string;
  action: string | null;
}

/**
 * Explains a conflict. A 412 contains the details; after a 409 they come from the case's audit
 * trail.
 */
export function useConflict(caseId: string) {
  const change = shallowRef<Change | null>(null);

  async function explain({ code, details }: ApiProblem): Promise<void> {
    change.value = null;
    if (details.changedAt)
      change.value = {
        by: details.changedBy ?? null,
        at: details.changedAt,
        action: details.change ?? null,
      };
    else if (code === 'wrong-state') change.value = await lastChange(caseId);
  }

  return { change, explain };
}

async function lastChange(caseId: string): Promise<Change | null> {
  const newest = await fetchCase(caseId).catch(() => null);
  const last = newest?.events.findLast(({ action }) => !action.startsWith('document.view'));
  return last ? { by: last.actorName ?? last.actorKind, at: last.at, action: last.action } : null;
}
