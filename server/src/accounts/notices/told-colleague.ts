import type { EntityManager } from 'typeorm';
import type { StaffRole } from '../../../../contract/kinds.js';
import {
  concerns,
  defaultPeriod,
  type NoticeKind,
  type NoticePeriod,
} from '../../../../contract/notices.js';
import type { StaffLanguage } from '../access/staff.entity.js';

/** A colleague who can get mails, with their choices. */
export interface ToldColleague {
  id: string;
  name: string;
  email: string;
  language: StaffLanguage;
  roles: StaffRole[];
  choices: Partial<Record<NoticeKind, { period: NoticePeriod; since: string }>>;
  /** Since when the account is in use. */
  acceptedAt: Date;
}

/**
 * The colleagues who may be mailed. Only active accounts get automatic notices; a request from a
 * colleague also reaches someone who has not accepted the invitation yet. The rows are locked, so
 * that no account is disabled between this query and the mail.
 * @param ids the colleagues of whom another has requested something.
 */
export function toldColleagues(
  manager: EntityManager,
  ids: readonly string[] | null = null,
): Promise<ToldColleague[]> {
  return manager.query<ToldColleague[]>(
    `SELECT id, name, email, language, roles, coalesce(accepted_at, now()) AS "acceptedAt",
       (SELECT coalesce(jsonb_object_agg(kind,
         jsonb_build_object('period', period, 'since', since)), '{}')
        FROM staff_choice c WHERE c.staff_id = staff.id) AS choices
     FROM staff WHERE disabled_at IS NULL
       AND CASE WHEN $1::uuid[] IS NULL THEN accepted_at IS NOT NULL ELSE id = ANY($1) END
     ORDER BY id FOR SHARE OF staff`,
    [ids],
  );
}

/** When the colleague is notified: as chosen, or by default for the roles. */
export function periodOf(
  { roles, choices }: Pick<ToldColleague, 'roles' | 'choices'>,
  kind: NoticeKind,
): NoticePeriod {
  if (!concerns(kind, roles)) return 'never';
  return choices[kind]?.period ?? defaultPeriod(kind, roles);
}
