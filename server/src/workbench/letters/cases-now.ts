import type { EntityManager } from 'typeorm';
import type { Edges } from '../queue/queue-conditions.js';
import { concernsHer, isSentAgain } from './waiting-cases.js';

/** A case that has just begun to wait, or has just become due. */
export interface CaseNow {
  id: string;
  reference: string;
  authority: string;
  since: Date;
  isOverdue: boolean;
}

type Asked =
  | { kind: 'sentAgain' | 'newCase'; since: Date }
  /**
   * The limits when the colleague chose immediate notices, and the current ones. Cases between them
   * have become due.
   */
  | { due: { from: Edges; to: Edges } };

/** The waiting cases for a colleague's immediate notices. */
export function casesNow(
  manager: EntityManager,
  staffId: string,
  asked: Asked,
): Promise<CaseNow[]> {
  const values: unknown[] = [staffId];
  const value = (one: Date) => `$${values.push(one)}::timestamptz`;
  const between = ({ from, to }: { from: Date; to: Date }) =>
    `(s.waiting_since >= ${value(from)} AND s.waiting_since < ${value(to)})`;
  const kind = 'due' in asked ? 'due' : asked.kind;
  let condition: string;
  let overdue = 'false';
  if ('due' in asked) {
    const { from, to } = asked.due;
    overdue = `s.waiting_since < ${value(to.overdue)}`;
    condition = `(CASE WHEN ${overdue} THEN ${between({ from: from.overdue, to: to.overdue })}
                       ELSE ${between({ from: from.due, to: to.due })} END)`;
  } else {
    const again = asked.kind === 'sentAgain' ? isSentAgain : `NOT ${isSentAgain}`;
    condition = `s.waiting_since > ${value(asked.since)} AND ${again}`;
  }
  return manager.query<CaseNow[]>(
    `SELECT s.id, s.reference, coalesce(s.authority_name, s.reference) AS authority,
      s.waiting_since AS since, ${overdue} AS "isOverdue"
     FROM submission s WHERE s.state = 'waiting' AND s.waiting_since IS NOT NULL
       AND ${concernsHer} AND ${condition}
       AND NOT EXISTS (SELECT 1 FROM staff_notice n WHERE n.staff_id = $1 AND n.kind = '${kind}'
         AND n.submission_id = s.id
         AND n.at >= s.waiting_since AND (n.thing LIKE '% overdue' OR NOT ${overdue}))
     ORDER BY s.waiting_since, s.id LIMIT 1000`,
    values,
  );
}
