import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import { labelled } from '../../../../contract/labelled.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { answerReminders, requireAnswerDay } from '../submissions/answer-days.js';
import { caseMail } from '../submissions/case-mail.js';
import { Submission } from '../submissions/submission.entity.js';
import { hasWritten, keepMessage } from './case-messages.js';

const batch = 200;

/** Requests for changes with a due date: their reminders and extensions. */
@Injectable()
export class AnswerTimes {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
    private readonly rates: RateLimits,
  ) {}

  /** A case of this authority that has or had a due date for its answer; null for any other. */
  async of(home: Submission, reference: string): Promise<Submission | null> {
    const found = await this.database.manager.findOneBy(Submission, [
      { reference, id: home.id },
      { reference, parentId: home.id },
    ]);
    return found?.answerBy ? found : null;
  }

  /**
   * Asks for more time, with a message that staff answer by setting a day. Asking again replaces
   * the day.
   * @throws Problem 404, 409 when no answer is expected any more, 422 for a day that is no later.
   */
  async ask(
    home: Submission,
    about: string,
    wanted: { until: string; why: string },
  ): Promise<void> {
    await this.rates.use('message', limits.messagesPerCase, home.id);
    await this.database.transaction(async (manager) => {
      const submission = await this.lock(manager, home, about);
      const { id, answerBy, language } = submission;
      const today = dayInStrasbourg();
      requireAnswerDay('/until', wanted.until, answerBy! > today ? answerBy! : today);
      const text = labelled(dayInWords(wanted.until, language), wanted.why, language);
      // The same text sent twice is one message.
      if (submission.answerAskedUntil === wanted.until && (await isLastWord(manager, id, text)))
        return;
      await manager.update(Submission, id, { answerAskedUntil: wanted.until });
      const message = await keepMessage(manager, { submissionId: id, author: 'authority', text });
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: home.id },
        action: 'answer.ask',
        subject: { kind: 'submission', id },
        details: { until: wanted.until, message },
      });
    });
  }

  /**
   * Reminds the contacts of cases whose due date is near or has passed, each once. If a stopped
   * server missed several reminders, only the last is sent. A contact who has written meanwhile is
   * waiting for the Congress and gets none.
   * @param day today in Strasbourg.
   * @returns how many.
   */
  async remind(manager: EntityManager, day: string): Promise<number> {
    const due = await manager.query<{ id: string; passed: number }[]>(
      `SELECT s.id, p.passed FROM submission s CROSS JOIN LATERAL (
         SELECT count(*)::int AS passed FROM unnest($2::int[]) AS reminder(before)
         WHERE $1::date >= s.answer_by - reminder.before) p
       WHERE s.state = 'changes_requested' AND NOT s.demo AND s.contact_email IS NOT NULL
         AND s.answer_by >= $1::date AND s.answer_reminders < p.passed
         AND NOT ${hasWritten}
       ORDER BY s.answer_by, s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
      [day, answerReminders.map(({ before }) => before)],
    );
    for (const { id, passed } of due) {
      const submission = await manager.findOneByOrFail(Submission, { id });
      const { template } = answerReminders[passed - 1]!;
      const inWords = (language: Language) => ({
        date: dayInWords(submission.answerBy!, language),
      });
      await this.outbox.add(manager, caseMail(submission, template, inWords));
      await manager.update(Submission, id, { answerReminders: passed });
    }
    return due.length;
  }

  private async lock(
    manager: EntityManager,
    home: Submission,
    reference: string,
  ): Promise<Submission> {
    const found = await manager.findOne(Submission, {
      where: [
        { reference, id: home.id },
        { reference, parentId: home.id },
      ],
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw Problem.notFound();
    if (found.state !== 'changes_requested' || !found.answerBy)
      throw new Problem(409, 'wrong-state', 'No answer to this is waited for any more.', {
        state: found.state,
      });
    return found;
  }
}

/** Whether this is the authority's last message. */
async function isLastWord(
  manager: EntityManager,
  submissionId: string,
  text: string,
): Promise<boolean> {
  const [last] = await manager.query<{ text: string }[]>(
    `SELECT text FROM case_message WHERE submission_id = $1 AND author = 'authority'
     ORDER BY written_at DESC, id DESC LIMIT 1`,
    [submissionId],
  );
  return last?.text === text;
}
