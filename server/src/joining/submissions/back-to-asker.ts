import type { EntityManager } from 'typeorm';
import { system, type EventsService } from '../../platform/events/events.service.js';

/**
 * A returned case is assigned to the colleague who asked for changes, if they still decide on
 * cases.
 */
export async function backToAsker(
  manager: EntityManager,
  events: EventsService,
  submissionId: string,
): Promise<void> {
  const [given] = await manager.query<{ from: string | null; to: string }[]>(
    `SELECT s.assignee_id AS "from", c.id AS "to"
     FROM submission s
     JOIN LATERAL (SELECT staff_id FROM decision WHERE submission_id = s.id
       AND verdict = 'request_changes' ORDER BY decided_at DESC LIMIT 1) d ON true
     JOIN staff c ON c.id = d.staff_id AND c.disabled_at IS NULL AND 'reviewer' = ANY(c.roles)
     WHERE s.id = $1 AND s.assignee_id IS DISTINCT FROM c.id`,
    [submissionId],
  );
  if (!given) return;
  await manager.query(
    `UPDATE submission SET assignee_id = $2, assignment_version = assignment_version + 1
     WHERE id = $1`,
    [submissionId, given.to],
  );
  await events.append(manager, {
    actor: system,
    action: 'submission.assign',
    subject: { kind: 'submission', id: submissionId },
    details: { ...given },
  });
}
