import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isUnread } from '../../joining/messages/case-messages.js';
import { limits } from '../../platform/config/limits.js';
import { attachmentsOf } from '../../platform/documents/attachments.service.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxMail } from '../../platform/mail/outbox-mail.entity.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { withoutSecret } from '../../platform/mail/without-secret.js';
import type { TimelineItemDto } from './correspondence.dto.js';

/** The subject of the timeline: cases, and their signatory. */
interface About {
  submissions: string[];
  signatory: string | null;
}

type Row = Omit<TimelineItemDto, 'at'> & { at: Date };

/** The value of a column that a kind lacks. */
const nothing = {
  ...{ id: 'x.id', byAuthority: 'false', by: 'NULL', what: 'NULL', reasonCode: 'NULL' },
  ...{
    subject: 'NULL',
    comments: `'[]'::jsonb`,
    files: `'[]'::jsonb`,
    mailState: 'NULL',
    mailed: 'NULL',
  },
  ...{ unread: 'false', mail: 'NULL', reference: 's.reference', language: 's.language' },
};
type Columns = Record<'kind' | 'at' | 'text', string> & Partial<typeof nothing>;

/** The columns of each kind, in one order; a kind names those that it has. */
function columns(given: Columns): string {
  const has = { ...nothing, ...given };
  return `${has.id} AS id, '${has.kind}' AS kind, ${has.at} AS at,
    ${has.byAuthority} AS "byAuthority", ${has.by}::text AS by, ${has.what}::text AS what,
    ${has.reasonCode}::text AS "reasonCode", ${has.subject}::text AS subject,
    coalesce(${has.text}, '') AS text, ${has.comments} AS comments, ${has.files} AS files,
    ${has.mailState}::text AS "mailState", ${has.mailed}::boolean AS mailed,
    ${has.mail}::jsonb AS mail, ${has.unread} AS unread, ${has.reference} AS reference,
    ${has.language} AS language`;
}

const returned = (mail: string) =>
  `CASE WHEN ${mail}.returned_at IS NULL THEN ${mail}.state ELSE 'returned' END`;
const ofCase = 'JOIN submission s ON s.id = x.submission_id';
const colleague = 'LEFT JOIN staff c ON c.id = x.staff_id';
const mine = 'x.submission_id = ANY($1)';

/** Every item, each from the row that keeps its text. */
const kinds = [
  `SELECT ${columns({
    kind: 'message',
    at: 'x.written_at',
    byAuthority: `x.author = 'authority'`,
    by: 'c.name',
    text: 'x.text',
    mailState: returned('o'),
    unread: isUnread('x'),
    files: attachmentsOf('a.message_id = x.id'),
    mail: `CASE WHEN x.mail_key IS NOT NULL THEN jsonb_build_object('rest', x.rest,
      'attachments', x.attachments, 'isAutomatic', x.is_automatic,
      'mayBeAutomatic', x.may_be_automatic,
      'otherSender', x.other_sender) END`,
  })} FROM case_message x ${ofCase} ${colleague} LEFT JOIN outbox o ON o.id = x.mail_id
     WHERE ${mine}`,
  // The mail with a message is not listed again, nor are the copies to other leads.
  `SELECT ${columns({
    kind: 'mail',
    at: 'x.created_at',
    what: 'x.template',
    subject: 'x.sent_subject',
    text: 'x.sent_text',
    mailState: returned('x'),
    language: 'x.language',
  })} FROM outbox x ${ofCase} WHERE ${mine}
     AND NOT EXISTS (SELECT 1 FROM case_message m WHERE m.mail_id = x.id)
     AND NOT EXISTS (SELECT 1 FROM outbox f WHERE f.submission_id = x.submission_id
       AND f.template = x.template AND f.created_at = x.created_at AND f.id < x.id)`,
  `SELECT ${columns({
    kind: 'note',
    at: 'x.posted_at',
    by: 'c.name',
    text: 'x.text',
    files: attachmentsOf('a.note_id = x.id'),
    language: 'NULL',
  })} FROM case_note x ${ofCase} ${colleague} WHERE ${mine} AND x.posted_at IS NOT NULL`,
  `SELECT ${columns({
    kind: 'decision',
    at: 'x.decided_at',
    by: 'c.name',
    what: 'x.verdict',
    reasonCode: 'x.reason_code',
    text: 'x.reason',
    comments: 'x.comments',
    mailed: 'x.mailed',
  })} FROM decision x ${ofCase} ${colleague} WHERE ${mine}`,
  `SELECT ${columns({
    kind: 'step',
    at: 'x.at',
    by: 'c.name',
    what: 'x.action',
    reasonCode: 'x.reason_code',
    text: 'x.reason',
    mailed: 'x.mailed',
    reference: 'NULL',
    language: 'NULL',
  })} FROM signatory_step x ${colleague} WHERE x.signatory_id = $2`,
  `SELECT ${columns({
    kind: 'reporting',
    at: 'x.at',
    byAuthority: `x.action = 'ask'`,
    by: 'c.name',
    what: 'x.action',
    text: 'x.reason',
    reference: 'NULL',
    language: 'NULL',
  })} FROM reporting_step x ${colleague} WHERE x.signatory_id = $2`,
];

/**
 * One timeline of a case or a signatory: messages, mails, notes, decisions and steps with their
 * reasons.
 */
@Injectable()
export class TimelineService {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: OutboxService,
  ) {}

  /** A case with the steps of its entry on the register. */
  async ofCase(manager: EntityManager, submissionId: string): Promise<TimelineItemDto[]> {
    const [signatory] = await manager.query<{ id: string }[]>(
      `SELECT id FROM signatory WHERE endorsement_id = $1`,
      [submissionId],
    );
    return this.of(manager, { submissions: [submissionId], signatory: signatory?.id ?? null });
  }

  /**
   * A signatory with its endorsement and all follow-ups.
   * @throws Problem 404
   */
  async ofSignatory(id: string): Promise<TimelineItemDto[]> {
    const { manager } = this.database;
    const [found] = await manager.query<{ submissions: string[] }[]>(
      `SELECT ARRAY(SELECT s.id FROM submission s WHERE s.confirmed_at IS NOT NULL
         AND g.endorsement_id IN (s.id, s.parent_id)) AS submissions
       FROM signatory g WHERE g.id = $1`,
      [id],
    );
    if (!found) throw Problem.notFound();
    return this.of(manager, { ...found, signatory: id });
  }

  private async of(
    manager: EntityManager,
    { submissions, signatory }: About,
  ): Promise<TimelineItemDto[]> {
    const rows = await manager.query<Row[]>(
      `SELECT * FROM (${kinds.join(' UNION ALL ')}) told
       ORDER BY at DESC, id DESC LIMIT ${limits.timelineRows}`,
      [submissions, signatory],
    );
    const unsent = await this.unsent(manager, rows);
    return rows.map(({ at, ...row }) => ({ ...row, ...unsent.get(row.id), at: at.toISOString() }));
  }

  /** The text of mails that are queued or failed. */
  private async unsent(
    manager: EntityManager,
    rows: Row[],
  ): Promise<Map<string, { subject: string; text: string }>> {
    const words = new Map<string, { subject: string; text: string }>();
    const waiting = rows.filter(
      ({ kind, mailState }) => kind === 'mail' && !['sent', 'returned'].includes(mailState!),
    );
    for (const { id } of waiting) {
      const mail = await manager.findOneBy(OutboxMail, { id });
      if (!mail) continue;
      const { subject, text } = await this.outbox.preview(mail);
      words.set(id, { subject, text: withoutSecret(text) });
    }
    return words;
  }
}
