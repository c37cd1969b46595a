import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import { limits } from '../../platform/config/limits.js';
import {
  attachmentsOf,
  AttachmentsService,
  type OpenedAttachment,
  type ShownAttachment,
} from '../../platform/documents/attachments.service.js';
import type { ArrivingFile, IncomingDocument } from '../../platform/documents/incoming-document.js';
import { EventsService, type Actor } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { byColleague } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { keepMessage, openStates, requireOpen, type MessageAuthor } from './case-messages.js';
import type { WriteMessageDto } from './messages.dto.js';

/** A message as the authority sees it, without the name of the colleague who wrote it. */
export interface ShownMessage {
  author: MessageAuthor;
  text: string;
  at: string;
  /** Whether it came by mail; then anyone who had our mail may have written it. */
  mailed: boolean;
  /** For a mailed message: its sender, if not the contact; empty if it names none. */
  otherSender: string | null;
  /** For a mailed message: the names of its files that were not kept. */
  attachments: string[];
  /** Its files, to download. */
  files: ShownAttachment[];
  /** The follow-up that it is about; null for the endorsement itself. */
  about: { reference: string; kind: SubmissionKind } | null;
}

/** A case that can be written about. */
export interface OpenCase {
  reference: string;
  kind: SubmissionKind;
}

/** The messages between an authority and the Congress on the page of its case. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly rates: RateLimits,
    private readonly attachments: AttachmentsService,
  ) {}

  /**
   * The messages about an endorsement and its follow-ups, oldest first. A message from another
   * address is shown once a colleague has read it.
   */
  async of({ id }: Submission): Promise<ShownMessage[]> {
    const rows = await this.database.query<(Omit<ShownMessage, 'at'> & { at: Date })[]>(
      `SELECT m.author, m.text, m.written_at AS at, m.mail_key IS NOT NULL AS mailed,
         m.other_sender AS "otherSender", m.attachments,
         CASE WHEN m.other_sender IS NULL THEN ${attachmentsOf('a.message_id = m.id')}
           ELSE '[]' END AS files,
         CASE WHEN s.parent_id IS NOT NULL
           THEN json_build_object('reference', s.reference, 'kind', s.kind) END AS about
       FROM case_message m JOIN submission s ON s.id = m.submission_id
       WHERE (s.id = $1 OR s.parent_id = $1) AND NOT m.is_automatic
         AND (m.other_sender IS NULL OR m.read_at IS NOT NULL)
       ORDER BY m.written_at, m.id`,
      [id],
    );
    return rows.map(({ at, files, ...message }) => ({
      ...message,
      files: files.map(({ id, fileName, mediaType, bytes }) => ({
        ...{ id, fileName, mediaType, bytes },
      })),
      at: at.toISOString(),
    }));
  }

  /** The cases that the authority can write about, its endorsement first. */
  async openCases({ id }: Submission): Promise<OpenCase[]> {
    const all = await this.database.manager.find(Submission, {
      where: [
        { id, state: In(openStates) },
        { parentId: id, state: In(openStates.filter((state) => state !== 'approved')) },
      ],
      order: { createdAt: 'ASC' },
    });
    return all.map(({ reference, kind }) => ({ reference, kind }));
  }

  /** The Congress's last text about a case: a message, or the reason for a decision. */
  async lastAsked(home: Submission, reference: string): Promise<string | null> {
    const [row] = await this.database.query<{ text: string }[]>(
      `SELECT text FROM (
         SELECT m.text, m.written_at AS at, m.submission_id FROM case_message m
           WHERE m.author = 'congress'
         UNION ALL SELECT d.reason, d.decided_at, d.submission_id FROM decision d
           WHERE d.reason <> '') said
       JOIN submission s ON s.id = said.submission_id
       WHERE (s.id = $1 OR s.parent_id = $1) AND s.reference = $2 ORDER BY said.at DESC LIMIT 1`,
      [home.id, reference],
    );
    return row?.text ?? null;
  }

  /** Receives a file of a message. A row names it once the message is stored. */
  receiveFile({ id }: Submission, file: ArrivingFile): Promise<IncomingDocument> {
    return this.attachments.receive(id, file, { kind: 'applicant', id });
  }

  /** Opens a file of the correspondence. @throws Problem 404 */
  openFile({ id }: Submission, attachmentId: string): Promise<OpenedAttachment> {
    return this.attachments.openOfMessage(id, attachmentId);
  }

  /** Removes files whose message was not kept. */
  forgetFiles(files: IncomingDocument[]): Promise<void> {
    return this.attachments.forget(files.map(({ id }) => id));
  }

  /**
   * Stores a message of the authority with its files. The same message sent twice within an hour is
   * stored once, because the button was probably pressed twice.
   * @throws Problem 404 for someone else's case, 409 when the case is closed or full of files, 429
   *   for too many; then no file is kept.
   */
  async write(
    home: Submission,
    message: WriteMessageDto,
    files: IncomingDocument[] = [],
  ): Promise<void> {
    let isKept = false;
    try {
      await this.rates.use('message', limits.messagesPerCase, home.id);
      isKept = await this.database.transaction((manager) =>
        this.writeIn(manager, home, message, files),
      );
    } finally {
      if (!isKept) await this.forgetFiles(files);
    }
  }

  /** @returns false when it was stored already. */
  private async writeIn(
    manager: EntityManager,
    home: Submission,
    { about, message }: WriteMessageDto,
    files: IncomingDocument[],
  ): Promise<boolean> {
    const submission = await manager.findOne(Submission, {
      where: [
        { id: home.id, reference: about },
        { parentId: home.id, reference: about },
      ],
      lock: { mode: 'pessimistic_write' },
    });
    if (!submission) throw Problem.notFound();
    requireOpen(submission);
    if (await wasJustSent(manager, submission.id, message, files)) return false;
    const actor: Actor = { kind: 'applicant', id: home.id };
    const id = await keepMessage(manager, {
      submissionId: submission.id,
      author: 'authority',
      text: message,
    });
    for (const file of files)
      await this.attachments.add(manager, submission.id, file, { messageId: id }, actor);
    await this.events.append(manager, {
      actor,
      action: 'message.write',
      subject: { kind: 'submission', id: submission.id },
      details: { message: id, ...byColleague(home.person) },
    });
    return true;
  }
}

async function wasJustSent(
  manager: EntityManager,
  submissionId: string,
  text: string,
  files: IncomingDocument[],
): Promise<boolean> {
  const [last] = await manager.query<{ isSame: boolean }[]>(
    `SELECT author = 'authority' AND text = $2 AND written_at > now() - interval '1 hour'
       AND ARRAY(SELECT encode(x.sha256, 'hex') FROM attachment x
         WHERE x.message_id = m.id ORDER BY 1) = $3::text[] AS "isSame"
     FROM case_message m WHERE submission_id = $1 ORDER BY written_at DESC, id DESC LIMIT 1`,
    [submissionId, text, files.map(({ received }) => received.sha256.toString('hex')).sort()],
  );
  return last?.isSame ?? false;
}
