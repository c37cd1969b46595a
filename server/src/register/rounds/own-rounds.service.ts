import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import { byColleague } from '../../joining/submissions/case-person.entity.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { readAnswers, type RoundAnswers, type TypedAnswers } from './read-answers.js';
import { findRound, roundColumns, wordsFor, type Round } from './round-content.js';
import { wasAsked } from './was-asked.js';

/** A round that asks an authority, with what it has answered. */
export interface OwnRound {
  round: Round;
  answers: RoundAnswers | null;
  answeredAt: Date | null;
}

/** SQL over `round r`: asks the published signatory of the endorsement `$1`. */
const asksIt = `FROM round r JOIN mailing m ON m.round_id = r.id AND m.round_mail = 'invitation'
  JOIN mailing_recipient i ON i.mailing_id = m.id
    AND ${wasAsked}
  JOIN signatory s ON s.id = i.signatory_id AND s.state = 'published' AND s.endorsement_id = $1
  LEFT JOIN round_answer w ON w.round_id = r.id AND w.signatory_id = s.id`;

/** The rounds that ask an authority, as it sees and answers them in its own place. */
@Injectable()
export class OwnRounds {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** Those that are open, the most urgent first. */
  async of({ id }: Pick<Submission, 'id'>, language: Language) {
    const rows = await this.database.query<(Round & { answeredAt: Date | null })[]>(
      `SELECT ${roundColumns}, w.changed_at AS "answeredAt" ${asksIt}
       WHERE r.state = 'open' AND r.last_day >= $2 ORDER BY r.last_day, r.id`,
      [id, dayInStrasbourg()],
    );
    return rows.map((round) => ({
      id: round.id,
      lastDay: round.lastDay!,
      title: wordsFor(round, language).title,
      language: wordsFor(round, language).language,
      answered: round.answeredAt !== null,
    }));
  }

  /** @throws Problem 404 unless the round asks this authority now, or did. */
  async one({ id }: Pick<Submission, 'id'>, roundId: string): Promise<OwnRound> {
    const [row] = await this.database.query<(Round & Omit<OwnRound, 'round'>)[]>(
      `SELECT ${roundColumns}, w.answers, w.changed_at AS "answeredAt" ${asksIt}
       WHERE r.id = $2 AND r.state <> 'draft'`,
      [id, roundId],
    );
    if (!row) throw Problem.notFound();
    const { answers, answeredAt, ...round } = row;
    return { round, answers, answeredAt };
  }

  /**
   * The questions alone, for someone whose session ended with the form open. They are not secret,
   * because every invited authority has them.
   * @throws Problem 404 unless it is open.
   */
  async asked(roundId: string): Promise<Round> {
    const round = await findRound(this.database.manager, roundId);
    if (!isAnswerable(round)) throw Problem.notFound();
    return round;
  }

  /**
   * Stores the authority's answers, replacing earlier ones.
   * @param given.seen when the answers that the form showed were saved; null when there were none.
   * @throws Problem 404 when the round does not ask it, 409 after the last day, once it is closed,
   *   or when someone saved other answers since; 422 naming each wrong answer.
   */
  async answer(
    home: Submission,
    roundId: string,
    language: Language,
    { typed, seen }: { typed: TypedAnswers; seen: Date | null },
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const signatoryId = await this.requireAsked(manager, home, roundId);
      const round = await findRound(manager, roundId, 'FOR SHARE OF r');
      if (!isAnswerable(round))
        throw new Problem(409, 'round-closed', 'This round is closed.', { state: round.state });
      const { answers, errors } = readAnswers(
        round.questions,
        wordsFor(round, language).questions,
        typed,
      );
      if (errors.length > 0) throw Problem.invalid(errors);
      // The form's moment has milliseconds. Who sends the same twice has changed nothing.
      const saved = await manager.query<unknown[]>(
        `INSERT INTO round_answer AS kept (id, round_id, signatory_id, answers)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (round_id, signatory_id)
         DO UPDATE SET answers = EXCLUDED.answers, changed_at = now()
         WHERE kept.answers = EXCLUDED.answers
           OR abs(extract(epoch FROM kept.changed_at - $5::timestamptz)) < 0.002
         RETURNING id`,
        [uuidv7(), roundId, signatoryId, JSON.stringify(answers), seen],
      );
      if (saved.length === 0)
        throw new Problem(409, 'round-changed', 'These answers were changed since.');
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: home.id },
        action: 'round.answer',
        subject: { kind: 'round', id: roundId },
        details: { signatory: signatoryId, ...byColleague(home.person) },
      });
    });
  }

  /** The signatory, locked, so that nobody takes it off the list or erases it meanwhile. */
  private async requireAsked(
    manager: EntityManager,
    { id }: Submission,
    roundId: string,
  ): Promise<string> {
    const [row] = await manager.query<{ id: string }[]>(
      `SELECT s.id ${asksIt} WHERE r.id = $2 FOR SHARE OF s`,
      [id, roundId],
    );
    if (!row) throw Problem.notFound();
    return row.id;
  }
}

/** The last day is one in Strasbourg, as those of reports are. */
export function isAnswerable({ state, lastDay }: Pick<Round, 'state' | 'lastDay'>): boolean {
  return state === 'open' && lastDay! >= dayInStrasbourg();
}
