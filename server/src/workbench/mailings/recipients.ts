import type { LetterKind } from '../../../../contract/mailings.js';
import { newsRefused } from '../../joining/messages/news-refusals.service.js';
import { returnedSince } from '../../platform/mail/returned-since.js';
import { wasAsked } from '../../register/rounds/was-asked.js';
import { filterSql } from '../register-editing/signatories-query.js';
import type { SignatoriesFilter } from '../register-editing/signatories.dto.js';

/** The address of a signatory's contact, as SQL. */
export const withContact = 'LEFT JOIN submission e ON e.id = s.endorsement_id';

/** The round that a letter belongs to, and whether it reminds those who have not answered. */
export interface OfRound {
  id: string;
  mail: 'invitation' | 'reminder';
}

/**
 * SQL over `signatory s` and its endorsement `submission e`: why it does not get a letter of this
 * kind; null when it does. A round asks those on the public list only.
 */
export const leftOut = (kind: LetterKind, round: OfRound | null = null): string => `CASE
  ${round ? `WHEN ${isOver(round)} THEN 'round_over'` : ''}
  WHEN s.demo THEN 'demo'
  WHEN s.state IN ('withdrawn', 'merged') THEN 'gone'
  ${round ? `WHEN s.state <> 'published' THEN 'not_published'` : ''}
  ${round?.mail === 'reminder' ? `WHEN ${hasAnswered(round)} THEN 'answered'` : ''}
  WHEN e.contact_email IS NULL OR e.confirmed_at IS NULL THEN 'no_contact'
  WHEN e.no_automatic_mail THEN 'no_mail'
  WHEN ${returnedSince('e.contact_email')} IS NOT NULL THEN 'returned'
  ${kind === 'news' ? `WHEN ${newsRefused('e.contact_email')} THEN 'unsubscribed'` : ''} END`;

const hasAnswered = ({ id }: OfRound) =>
  `EXISTS (SELECT 1 FROM round_answer w WHERE w.round_id = '${id}' AND w.signatory_id = s.id)`;

const isOver = ({ id }: OfRound) =>
  `EXISTS (SELECT 1 FROM round o WHERE o.id = '${id}' AND (o.state IN ('closed', 'withdrawn')
    OR o.state = 'open' AND o.last_day < (now() AT TIME ZONE 'Europe/Paris')::date))`;

/** SQL: those whom the invitation of a round asked. */
const invited = ({ id }: OfRound) => `s.id IN (
  SELECT i.signatory_id FROM mailing_recipient i JOIN mailing m ON m.id = i.mailing_id
  WHERE m.round_id = '${id}' AND m.round_mail = 'invitation' AND ${wasAsked})`;

/** The criteria for the recipients of a letter. */
export interface Addressed {
  kind: LetterKind;
  filter: SignatoriesFilter;
  /** Whether the text names the signatory. If so, a contact of two signatories gets it for each. */
  namesOne: boolean;
  round: OfRound | null;
}

/** SQL with its values: rows of `signatory_id` and `left_out`, as of now. */
export function addressed({ kind, filter, namesOne, round }: Addressed): {
  rows: string;
  values: unknown[];
} {
  // A reminder goes to the original recipients, even if the filter now matches others.
  const { where, values } =
    round?.mail === 'reminder' ? { where: invited(round), values: [] } : filterSql(filter);
  const rows = `SELECT id AS signatory_id, coalesce(left_out,
      CASE WHEN row_number() OVER (PARTITION BY left_out IS NULL, email ORDER BY id) > 1
        AND ${!namesOne} THEN 'same_address' END) AS left_out
    FROM (SELECT s.id, lower(e.contact_email) AS email, ${leftOut(kind, round)} AS left_out
      FROM signatory s JOIN authority a ON a.id = s.authority_id ${withContact}
      WHERE ${where}) everybody`;
  return { rows, values };
}

/** SQL: the same, as fixed when sending began. `$n` is the letter. */
export const fixedRows = (letter: string): string =>
  `SELECT signatory_id, left_out, queued_at, mail_id FROM mailing_recipient
   WHERE mailing_id = ${letter}`;
