import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';

/** Deletes expired sessions, links and keys, which could only help an attacker. */
export async function forgetDeadTokens(
  manager: EntityManager,
): Promise<{ access: number; network: number }> {
  const accesses = [
    `DELETE FROM submission_token WHERE expires_at < now() - interval '1 day'`,
    `DELETE FROM staff_session WHERE expires_at < now()`,
    `DELETE FROM staff_provider_visit WHERE expires_at < now()`,
    `DELETE FROM staff_token WHERE expires_at < now() - interval '1 day'`,
    `DELETE FROM case_lease WHERE expires_at < now()`,
    `DELETE FROM idempotency_key WHERE created_at < now() - interval '1 day'`,
    `DELETE FROM contact_invitation_token WHERE expires_at < now() - interval '1 day'`,
    `DELETE FROM contact_invitation WHERE coalesce(proven_at, invited_at)
       < now() - make_interval(days => ${limits.contactInvitationDays})`,
    `DELETE FROM error_report_token WHERE expires_at < now() - interval '1 day'`,
    // Opt-outs from news by addresses that are not a contact's.
    `DELETE FROM news_refusal n USING submission s WHERE s.id = n.submission_id
       AND lower(s.contact_email) IS DISTINCT FROM n.email
       AND NOT EXISTS (SELECT 1 FROM submission o WHERE lower(o.contact_email) = n.email)`,
    `DELETE FROM subscriber_token WHERE expires_at < now() - interval '1 day'`,
  ];
  const forget = async (statement: string) =>
    (await manager.query<[unknown, number]>(statement))[1];
  let access = 0;
  for (const statement of accesses) access += await forget(statement);
  // Rate limit counters by network address. Most last minutes, none more than a day.
  return {
    access,
    network: await forget(`DELETE FROM rate_limit WHERE expire < extract(epoch FROM now()) * 1000`),
  };
}
