import type { ApiProblem } from '../../api/client.ts';
import type { CaseRecord } from './useCase.ts';

/** A change made meanwhile: who, what and when. */
export interface Change {
  by: string | null;
  at: string;
  action: string | null;
}

/** The earlier change as described in a refusal; null if not described. */
export function changeToldBy({ details }: Pick<ApiProblem, 'details'>): Change | null {
  if (!details.changedAt) return null;
  return {
    by: details.changedBy ?? null,
    at: details.changedAt,
    action: details.change ?? null,
  };
}

/** The newest change of a case. Looking at a document changes nothing. */
export function lastChangeOf({ events }: Pick<CaseRecord, 'events'>): Change | null {
  const last = events.findLast(({ action }) => !action.startsWith('document.view'));
  return last ? { by: last.actorName ?? last.actorKind, at: last.at, action: last.action } : null;
}
