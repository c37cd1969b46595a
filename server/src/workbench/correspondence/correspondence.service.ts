import type { Language } from '../../../../contract/languages.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { forgetSentDraft } from '../../accounts/drafts/drafts.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import {
  isOpen,
  isUnread,
  keepMessage,
  requireOpen,
} from '../../joining/messages/case-messages.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { publicWordsIn } from '../../joining/papers/public-words.js';
import { AttachmentsService } from '../../platform/documents/attachments.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { requireCase } from '../collaboration/leases.service.js';
import type { CaseTimelineDto, SendMessageDto } from './correspondence.dto.js';
import { TimelineService } from './timeline.service.js';

/** Messages between colleagues and an authority about a case. */
@Injectable()
export class CorrespondenceService {
  constructor(
    private readonly database: DataSource,
    private readonly timeline: TimelineService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly attachments: AttachmentsService,
  ) {}

  /** @throws Problem 404 */
  async of(submissionId: string): Promise<CaseTimelineDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, submissionId);
      return this.present(manager, submissionId);
    });
  }

  /**
   * Sends a message to the contact by mail and on the page of the case. The authority's earlier
   * messages count as read.
   * @param seen how many messages the colleague saw.
   * @throws Problem 409 when the case is closed or has no address, 412 when someone wrote since.
   */
  async send(
    submissionId: string,
    { message: text, files = [] }: SendMessageDto,
    staff: Staff,
    seen: number,
  ): Promise<CaseTimelineDto> {
    return this.database.transaction(async (manager) => {
      const submission = await this.lock(manager, submissionId, seen);
      requireOpen(submission);
      if (!submission.contactEmail)
        throw new Problem(409, 'no-contact-address', 'The contact has no e-mail address.');
      // Demonstration cases send no mail.
      const mailId = submission.demo ? null : uuidv7();
      if (mailId)
        await this.outbox.add(manager, {
          id: mailId,
          ...caseMail(submission, 'case_message', (language) => ({
            message: text,
            files: files.length > 0 ? withFiles(language) : '',
          })),
        });
      const message = await keepMessage(manager, {
        submissionId,
        text,
        mailId,
        author: 'congress',
        staffId: staff.id,
      });
      const to = { messageId: message };
      await this.attachments.claim(manager, submissionId, files, staff.id, to);
      await forgetSentDraft(manager, staff.id, { kind: 'message', subject: submissionId }, text);
      await this.settle(manager, submissionId);
      await this.record(manager, 'send', submissionId, staff, { message });
      return this.present(manager, submissionId);
    });
  }

  /**
   * Marks the authority's messages as read, for those that need no answer.
   * @throws Problem 412 when someone wrote since.
   */
  async read(submissionId: string, staff: Staff, seen: number): Promise<CaseTimelineDto> {
    return this.database.transaction(async (manager) => {
      await this.lock(manager, submissionId, seen);
      const messages = await this.settle(manager, submissionId);
      if (messages.length > 0)
        await this.record(manager, 'read', submissionId, staff, { messages });
      return this.present(manager, submissionId);
    });
  }

  /** @throws Problem 404, and 412 when there are more messages than the colleague saw. */
  private async lock(manager: EntityManager, id: string, seen: number): Promise<Submission> {
    await requireCase(manager, id);
    const [last] = await manager.query<{ count: number; at: Date; by: string | null }[]>(
      `SELECT count(*) OVER ()::int AS count, m.written_at AS at, c.name AS by
       FROM case_message m LEFT JOIN staff c ON c.id = m.staff_id WHERE m.submission_id = $1
       ORDER BY m.written_at DESC, m.id DESC LIMIT 1`,
      [id],
    );
    const action = last?.by ? 'message.send' : 'message.write';
    const { count = 0, at = new Date(), by = null } = last ?? {};
    requireVersion(count, seen, { at, by, action });
    return manager.findOneByOrFail(Submission, { id });
  }

  /** @returns the previously unread messages. */
  private async settle(manager: EntityManager, submissionId: string): Promise<string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `UPDATE case_message SET read_at = now()
       WHERE submission_id = $1 AND author = 'authority' AND read_at IS NULL RETURNING id`,
      [submissionId],
    );
    return rows.map(({ id }) => id);
  }

  private record(
    manager: EntityManager,
    verb: 'send' | 'read',
    submissionId: string,
    staff: Staff,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `message.${verb}`,
      subject: { kind: 'submission', id: submissionId },
      details,
    });
  }

  private async present(manager: EntityManager, submissionId: string): Promise<CaseTimelineDto> {
    const submission = await manager.findOneByOrFail(Submission, { id: submissionId });
    const [counts] = await manager.query<{ messages: number; unread: number }[]>(
      `SELECT count(*)::int AS messages, count(*) FILTER (WHERE ${isUnread()})::int AS unread
       FROM case_message m JOIN submission s ON s.id = m.submission_id WHERE s.id = $1`,
      [submissionId],
    );
    const mayWrite = isOpen(submission) && submission.contactEmail !== null;
    return { items: await this.timeline.ofCase(manager, submissionId), ...counts!, mayWrite };
  }
}

/** The mail's note on files, which can be opened only after signing in to the case. */
const withFiles = (language: Language) => publicWordsIn(language)('message.withFiles');
