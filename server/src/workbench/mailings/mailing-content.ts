import type { EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { LetterKind } from '../../../../contract/mailings.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { SignatoriesFilter } from '../register-editing/signatories.dto.js';
import { namesOneSignatory } from './letter-texts.js';
import type { MailingState } from './mailings.dto.js';
import type { Addressed, OfRound } from './recipients.js';

/** A letter to signatories with its texts. */
export interface Mailing {
  id: string;
  state: MailingState;
  kind: LetterKind;
  filter: SignatoriesFilter;
  /** The round whose invitation or reminder it is. */
  round: OfRound | null;
  writtenBy: string;
  version: number;
  changedAt: Date;
  changedBy: string;
  texts: { language: Language; subject: string; text: string; letterId: string | null }[];
}

const texts = (mailing: string) => `(SELECT coalesce(json_agg(json_build_object(
    'language', t.language, 'subject', t.subject, 'text', t.text, 'letterId', t.letter_id)
    ORDER BY t.id), '[]') FROM mailing_text t WHERE t.mailing_id = ${mailing})`;

/** @throws Problem 404 */
export async function findMailing(
  manager: EntityManager,
  id: string,
  lock: '' | 'FOR UPDATE' | 'FOR UPDATE SKIP LOCKED' = '',
): Promise<Mailing> {
  const [found] = await manager.query<Omit<Mailing, 'texts'>[]>(
    `SELECT m.id, m.state, m.kind, m.filter, m.written_by AS "writtenBy", m.version,
       CASE WHEN m.round_id IS NOT NULL
         THEN json_build_object('id', m.round_id, 'mail', m.round_mail) END AS round,
       m.changed_at AS "changedAt", c.name AS "changedBy"
     FROM mailing m JOIN staff c ON c.id = m.written_by
     WHERE m.id = $1 ${lock && lock.replace('UPDATE', 'UPDATE OF m')}`,
    [id],
  );
  if (!found) throw Problem.notFound();
  const [row] = await manager.query<Pick<Mailing, 'texts'>[]>(`SELECT ${texts('$1')} AS texts`, [
    id,
  ]);
  return { ...found, ...row! };
}

/**
 * A draft, locked and unchanged since it was seen.
 * @throws Problem 404, 409 when it has been sent, 412
 */
export async function lockDraft(
  manager: EntityManager,
  id: string,
  seen: number,
): Promise<Mailing> {
  const mailing = await findMailing(manager, id, 'FOR UPDATE');
  if (mailing.state !== 'draft')
    throw new Problem(409, 'wrong-state', 'It is being sent or has already been sent.', {
      state: mailing.state,
    });
  const { changedAt: at, changedBy: by } = mailing;
  requireVersion(mailing.version, seen, { at, by, action: 'mailing.save' });
  return mailing;
}

export const addressedBy = ({ kind, filter, round, texts: written }: Mailing): Addressed => ({
  kind,
  filter,
  namesOne: namesOneSignatory(written),
  round,
});
