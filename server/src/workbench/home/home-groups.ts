import type { EntityManager } from 'typeorm';
import { isUnread } from '../../joining/messages/case-messages.js';
import { limits } from '../../platform/config/limits.js';
import { lacksSecondPerson } from '../../platform/settings/four-eyes.js';
import { stages, type Edges } from '../queue/queue-conditions.js';
import type { HomeGroupDto, HomeRowDto } from './home.dto.js';

type Row = Omit<HomeRowDto, 'at'> & { at: Date | null; total: number };

/** Names a row's columns; `what` and `by` only where a group has them. */
const columns = ({ id = 's.id', at = 's.waiting_since', by = 'NULL', what = 'NULL' }) =>
  `${id} AS id, coalesce(s.authority_name, s.reference) AS name, s.reference, ${at} AS at,
   ${by}::text AS by, ${what}::text AS what`;

/**
 * The first rows of a query, with how many there are. The count reads the index alone.
 * @param counted the query without its columns and its order.
 */
async function group(
  manager: EntityManager,
  { select, from, order }: { select: string; from: string; order: string },
  values: unknown[] = [],
): Promise<HomeGroupDto> {
  const rows = await manager.query<Row[]>(
    `SELECT ${select}, (SELECT count(*)::int FROM ${from}) AS total FROM ${from} ORDER BY ${order}
      LIMIT ${limits.homeRows}`,
    values,
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, at, ...row }) => ({ ...row, at: at?.toISOString() ?? null })),
  };
}

/** The cases that wait in one band of age. */
export function waitingGroup(
  manager: EntityManager,
  band: 'fresh' | 'due' | 'overdue',
  edges: Edges,
): Promise<HomeGroupDto> {
  const [from, to] = {
    fresh: [edges.due, 'infinity'],
    due: [edges.overdue, edges.due],
    overdue: ['-infinity', edges.overdue],
  }[band];
  return group(
    manager,
    {
      select: columns({}),
      from: `submission s WHERE s.state = 'waiting' AND s.waiting_since >= $1::timestamptz
        AND s.waiting_since < $2::timestamptz`,
      order: 's.waiting_since, s.id',
    },
    [from, to],
  );
}

export function mineGroup(manager: EntityManager, staffId: string): Promise<HomeGroupDto> {
  const open = `(s.state IN ('waiting', 'changes_requested') OR (${stages.to_publish}))`;
  return group(
    manager,
    {
      select: columns({ what: 's.state' }),
      from: `submission s WHERE s.assignee_id = $1 AND s.waiting_since IS NOT NULL AND ${open}`,
      order: 's.waiting_since, s.id',
    },
    [staffId],
  );
}

/** Cases whose authority has not answered a request for changes in time, longest overdue first. */
export function unansweredGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: columns({ at: 's.answer_by::timestamptz' }),
    from: `submission s WHERE ${stages.unanswered}`,
    order: 's.answer_by, s.id',
  });
}

export function mentionedGroup(manager: EntityManager, staffId: string): Promise<HomeGroupDto> {
  return group(
    manager,
    {
      select: columns({ at: 'n.at', by: 'c.name' }),
      from: `staff_notice n JOIN submission s ON s.id = n.submission_id
        JOIN staff c ON c.id = n.by_staff
        WHERE n.staff_id = $1 AND n.kind = 'mention'
          AND n.at > now() - make_interval(days => ${limits.recentDays})`,
      order: 'n.at DESC',
    },
    [staffId],
  );
}

/** Cases with unread messages, the longest waiting first. */
export function messagesGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: columns({ at: 'm.at' }),
    from: `(SELECT s.id, min(m.written_at) AS at
      FROM case_message m JOIN submission s ON s.id = m.submission_id
      WHERE ${isUnread()} GROUP BY s.id) m
      JOIN submission s ON s.id = m.id`,
    order: 'm.at, s.id',
  });
}

const unlisted = `signatory g JOIN authority a ON a.id = g.authority_id
  LEFT JOIN submission s ON s.id = g.endorsement_id`;
const unlistedColumns = `coalesce(s.id, g.id) AS id, a.name_official AS name, s.reference,
  NULL::text AS by,
  CASE WHEN s.id IS NULL THEN 'signatory' ELSE 'case' END AS what`;

/** Approved and not public. Scheduled ones are a separate group. */
export function toPublishGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: `${unlistedColumns}, s.waiting_since AS at`,
    from: `${unlisted} WHERE g.state = 'unlisted' AND g.endorsement_id IS NOT NULL
      AND g.publish_on IS NULL`,
    order: 's.waiting_since, g.id',
  });
}

export function scheduledGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: `${unlistedColumns}, g.publish_on::timestamptz AS at`,
    from: `${unlisted} WHERE g.state = 'unlisted' AND g.publish_on IS NOT NULL`,
    order: 'g.publish_on, g.id',
  });
}

/** Reports of errors that wait for an answer, the oldest first. */
export function errorReportsGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: `r.id, a.name_official AS name, NULL::text AS reference, r.created_at AS at,
      NULL::text AS by, r.kind AS what`,
    from: `error_report r JOIN signatory s ON s.id = r.signatory_id
      JOIN authority a ON a.id = s.authority_id WHERE r.answered_at IS NULL`,
    order: 'r.created_at, r.id',
  });
}

/** Invited contacts who proved their address, except those that another colleague must confirm. */
export async function contactsGroup(
  manager: EntityManager,
  staffId: string,
): Promise<HomeGroupDto> {
  const isByTwo = await lacksSecondPerson(manager, { eyes: [staffId] });
  return group(
    manager,
    {
      select: `g.id, a.name_official AS name, NULL::text AS reference, i.proven_at AS at,
        w.name AS by, NULL::text AS what`,
      from: `contact_invitation i JOIN signatory g ON g.id = i.signatory_id
        JOIN authority a ON a.id = g.authority_id JOIN staff w ON w.id = i.invited_by
        WHERE i.proven_at IS NOT NULL AND NOT ($2 AND i.invited_by = $1)`,
      order: 'i.proven_at, g.id',
    },
    [staffId, isByTwo],
  );
}

export async function decisionsGroup(manager: EntityManager): Promise<HomeGroupDto> {
  const { rows } = await group(manager, {
    select: columns({ at: 'd.decided_at', by: 'c.name', what: 'd.verdict' }),
    from: `(SELECT * FROM decision ORDER BY decided_at DESC LIMIT ${limits.homeRows}) d
      JOIN submission s ON s.id = d.submission_id JOIN staff c ON c.id = d.staff_id`,
    order: 'd.decided_at DESC, d.id',
  });
  return { rows, total: rows.length };
}

export function failedMailsGroup(manager: EntityManager): Promise<HomeGroupDto> {
  return group(manager, {
    select: `o.id, coalesce(s.authority_name, s.reference) AS name, s.reference,
      o.created_at AS at, NULL::text AS by, o.template AS what`,
    from: `outbox o LEFT JOIN submission s ON s.id = o.submission_id
      WHERE o.state = 'dead'`,
    order: 'o.created_at DESC, o.id',
  });
}
