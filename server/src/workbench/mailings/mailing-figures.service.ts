import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import { letterResults, leftOutReasons } from '../../../../contract/mailings.js';
import { limits } from '../../platform/config/limits.js';
import { decodeCursor, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { languageFor } from './letter-texts.js';
import { addressedBy, findMailing, type Mailing } from './mailing-content.js';
import type {
  LetterRecipientDto,
  LetterRecipientsDto,
  MailingDto,
  MailingRowDto,
  ReachDto,
  RecipientsQuery,
} from './mailings.dto.js';
import { addressed, fixedRows, withContact } from './recipients.js';

/** The numbers of a letter. */
type Counts = ReachDto & Pick<MailingDto, 'results'>;
type Extra = Pick<MailingDto, 'sentBy' | 'forgottenAt'> & { counts: Counts | null };

interface Group {
  language: Language | null;
  leftOut: string | null;
  count: number;
  sample: { id: string; name: string };
}

/** Whether the authority wrote about its endorsement after the letter `o` to it. */
const hasReplied = `EXISTS (SELECT 1 FROM case_message w WHERE w.submission_id = e.id
  AND w.author = 'authority' AND NOT w.is_automatic
  AND w.written_at > coalesce(o.sent_at, r.queued_at))`;

const result = `CASE WHEN r.left_out IS NOT NULL THEN 'left_out'
  WHEN r.queued_at IS NULL OR o.state = 'queued' THEN 'waiting'
  WHEN ${hasReplied} THEN 'replied'
  WHEN o.returned_at IS NOT NULL THEN 'returned'
  WHEN o.state = 'dead' THEN 'failed' WHEN o.state = 'sent' THEN 'sent'
  ELSE 'forgotten' END`;

const joined = `JOIN signatory s ON s.id = r.signatory_id
  JOIN authority a ON a.id = s.authority_id ${withContact} LEFT JOIN outbox o ON o.id = r.mail_id`;

/** The recipients of a letter, those left out and why, and the result for each. */
@Injectable()
export class MailingFigures {
  constructor(private readonly database: DataSource) {}

  /** @throws Problem 404 */
  async one(id: string): Promise<MailingDto> {
    const mailing = await findMailing(this.database.manager, id);
    const { version, filter, texts } = mailing;
    const [row] = await this.database.query<(MailingRowDto & Extra)[]>(
      `SELECT m.id, m.state, m.kind, c.name AS "writtenBy", b.name AS "sentBy",
         m.created_at AS "createdAt", m.sent_at AS "sentAt",
         m.forgotten_at AS "forgottenAt", m.counts
       FROM mailing m JOIN staff c ON c.id = m.written_by LEFT JOIN staff b ON b.id = m.sent_by
       WHERE m.id = $1`,
      [id],
    );
    const subject = texts.find(({ language }) => language === 'en')?.subject || null;
    const { counts, ...told } = row!;
    return {
      ...told,
      ...{ version, filter, subject },
      texts: texts.map(({ language, ...text }) => ({
        language,
        subject: text.subject,
        text: text.text,
      })),
      ...(counts ?? (await this.counted(this.database.manager, mailing))),
    };
  }

  /** The current numbers. Once the recipients are deleted, those of that day are kept. */
  async counted(manager: EntityManager, mailing: Mailing): Promise<Counts> {
    return {
      ...(await this.reach(manager, mailing)),
      results: mailing.state === 'draft' ? [] : await this.results(manager, mailing.id),
    };
  }

  /** A page of the signatories that match the filter, by name. */
  async recipients(
    id: string,
    { result: wanted, after }: RecipientsQuery,
  ): Promise<LetterRecipientsDto> {
    const mailing = await findMailing(this.database.manager, id);
    const { rows, values } = this.rows(mailing);
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const conditions = [...(wanted ? [`result = ${parameter(wanted)}`] : [])];
    if (after) {
      const [key, keyId] = decodeCursor(after, false);
      const position = `${parameter(key)}::text COLLATE "und-x-icu", ${parameter(keyId)}::uuid`;
      conditions.push(`(key COLLATE "und-x-icu", "keyId") > (${position})`);
    }
    const found = await this.database.query<(LetterRecipientDto & Keyed)[]>(
      `SELECT * FROM (SELECT s.id AS "signatoryId", a.name_official AS signatory,
         a.country_code AS "countryCode", e.language, coalesce(o.recipient, e.contact_email)
         AS address, ${result} AS result, r.left_out AS "leftOut", o.sent_at AS "sentAt",
         coalesce(o.returned_status, (SELECT t.answer FROM mail_attempt t WHERE t.mail_id = o.id
           ORDER BY t.at DESC LIMIT 1)) AS said, a.name_en AS key, s.id AS "keyId"
         FROM (${rows}) r ${joined}) all_rows
       WHERE ${['true', ...conditions].join(' AND ')}
       ORDER BY key COLLATE "und-x-icu", "keyId" LIMIT ${limits.letterRows + 1}`,
      values,
    );
    return pageOf<LetterRecipientDto>(found, limits.letterRows);
  }

  /** Who gets it, in which languages, and who is left out and why. */
  async reach(manager: EntityManager, mailing: Mailing): Promise<ReachDto> {
    const { rows, values } = this.rows(mailing);
    const groups = await manager.query<Group[]>(
      `SELECT CASE WHEN r.left_out IS NULL THEN e.language END AS language,
         r.left_out AS "leftOut", count(*)::int AS count,
         (array_agg(json_build_object('id', s.id, 'name', a.name_official)
           ORDER BY a.name_en COLLATE "und-x-icu", s.id))[1] AS sample
       FROM (${rows}) r ${joined} GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
      values,
    );
    const reached = groups.filter(({ leftOut }) => leftOut === null);
    return {
      recipients: reached.reduce((sum, { count }) => sum + count, 0),
      leftOut: leftOutReasons.flatMap((reason) => {
        const group = groups.find(({ leftOut }) => leftOut === reason);
        return group ? [{ reason, count: group.count }] : [];
      }),
      languages: reached.map(({ language, count, sample }) => ({
        language: language!,
        written: languageFor(language!, mailing.texts),
        count,
        signatoryId: sample.id,
        signatory: sample.name,
      })),
    };
  }

  private async results(manager: EntityManager, id: string): Promise<MailingDto['results']> {
    const counted = await manager.query<MailingDto['results']>(
      `SELECT ${result} AS result, count(*)::int AS count FROM (${fixedRows('$1')}) r ${joined}
       GROUP BY 1`,
      [id],
    );
    return letterResults.flatMap((name) => counted.filter((one) => one.result === name));
  }

  private rows(mailing: Mailing): { rows: string; values: unknown[] } {
    if (mailing.state !== 'draft') return { rows: fixedRows('$1'), values: [mailing.id] };
    const { rows, values } = addressed(addressedBy(mailing));
    const now = `SELECT *, NULL::timestamptz AS queued_at, NULL::uuid AS mail_id FROM (${rows}) n`;
    return { rows: now, values };
  }
}
