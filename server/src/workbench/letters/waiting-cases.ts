import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '../../../../contract/notices.js';
import type { Edges } from '../queue/queue-conditions.js';
import { hasUnread } from '../../joining/messages/case-messages.js';
import { stages } from '../queue/queue-conditions.js';

export type CaseKind = Extract<
  NoticeKind,
  'assigned' | 'message' | 'due' | 'sentAgain' | 'newCase'
>;

/** A waiting case in a letter: never with the town's contact. */
export interface WaitingCase {
  id: string;
  reference: string;
  authority: string;
  kind: CaseKind;
  /** The total of that kind, including those that are not listed. */
  total: number;
}

/** Whether the authority answered a request for changes. */
export const isSentAgain = `EXISTS (SELECT 1 FROM decision d WHERE d.submission_id = s.id
  AND d.verdict = 'request_changes')`;

/**
 * Cases that concern a colleague, `$1`: unassigned (also to a disabled colleague) or assigned to
 * them, and not entered by them.
 */
export const concernsHer = `s.entered_by IS DISTINCT FROM $1::uuid AND
  (s.assignee_id IS NULL OR s.assignee_id = $1 OR s.assignee_id IN (SELECT id FROM staff
    WHERE disabled_at IS NOT NULL))`;

const givenToHer = `s.assignee_id = $1 AND EXISTS (
  SELECT 1 FROM staff_notice n WHERE n.staff_id = $1 AND n.kind = 'assigned'
    AND n.submission_id = s.id)`;

/** The cases of these kinds that wait for the colleague, each once, the longest waiting first. */
export function waitingCases(
  manager: EntityManager,
  { staffId, kinds, edges, rows }: { staffId: string; kinds: string[]; edges: Edges; rows: number },
): Promise<WaitingCase[]> {
  return manager.query<WaitingCase[]>(
    `WITH found AS (
       SELECT s.id, s.reference, coalesce(s.authority_name, s.reference) AS authority,
         s.waiting_since,
         CASE WHEN 'assigned' = ANY($2) AND ${givenToHer} THEN 'assigned'
              WHEN NOT (${concernsHer}) THEN NULL
              WHEN 'due' = ANY($2) AND s.state = 'waiting' AND s.waiting_since < $3 THEN 'due'
              WHEN 'message' = ANY($2) AND ${hasUnread} THEN 'message'
              WHEN s.state <> 'waiting' THEN NULL
              WHEN 'sentAgain' = ANY($2) AND ${isSentAgain} THEN 'sentAgain'
              WHEN 'newCase' = ANY($2) AND NOT ${isSentAgain} THEN 'newCase' END AS kind
       FROM submission s WHERE s.waiting_since IS NOT NULL AND (s.state = 'waiting'
         OR (s.assignee_id = $1 AND ${stages.to_publish}) OR ${hasUnread})),
     placed AS (
       SELECT *, count(*) OVER (PARTITION BY kind)::int AS total,
         row_number() OVER (PARTITION BY kind ORDER BY waiting_since, id) AS place
       FROM found WHERE kind IS NOT NULL)
     SELECT id, reference, authority, kind, total FROM placed WHERE place <= $4 ORDER BY place`,
    [staffId, kinds, edges.due, rows],
  );
}
