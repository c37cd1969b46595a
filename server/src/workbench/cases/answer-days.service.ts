import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { answerDay, requireAnswerDay } from '../../joining/submissions/answer-days.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { dayInWords } from '../../platform/text/day-in-words.js';

/** Changes the day by which an authority is asked to answer, with or without a request from it. */
@Injectable()
export class AnswerDays {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /**
   * Sets a new due date and notifies the authority. The case keeps its version, so that the town's
   * own changes are not rejected meanwhile.
   * @throws Problem 404, 409 when no changes are asked for, 412, 422 for a past day.
   */
  async set(id: string, answerBy: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!submission || !submission.confirmedAt) throw Problem.notFound();
      if (submission.state !== 'changes_requested')
        throw new Problem(409, 'wrong-state', 'The authority is not asked for anything now.', {
          state: submission.state,
        });
      requireVersion(submission.version, seen, {
        at: submission.updatedAt,
        ...(await this.events.last(manager, id)),
      });
      const today = dayInStrasbourg();
      requireAnswerDay('/answerBy', answerBy, today);
      if (submission.answerBy === answerBy && submission.answerAskedUntil === null) return;
      await manager.update(Submission, id, answerDay(answerBy, today));
      const inWords = (language: Language) => ({ date: dayInWords(answerBy, language) });
      const mailed =
        submission.contactEmail !== null &&
        !submission.demo &&
        (await this.outbox.add(manager, caseMail(submission, 'answer_day', inWords)));
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'answer.set',
        subject: { kind: 'submission', id },
        details: { from: submission.answerBy, to: answerBy, mailed },
      });
    });
  }
}
