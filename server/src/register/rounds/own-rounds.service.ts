import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import { byColleague } from '../../joining/submissions/case-person.entity.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import {
  attachmentsOf,
  AttachmentsService,
  type OpenedAttachment,
  type ShownAttachment,
} from '../../platform/documents/attachments.service.js';
import type { ArrivingFile, IncomingDocument } from '../../platform/documents/incoming-document.js';
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
  files: ShownAttachment[];
}

/** What an authority sends for its answers. */
export interface SentAnswers {
  typed: TypedAnswers;
  /** When the answers that the form showed were saved; null when there were none. */
  seen: Date | null;
  /** New files with the place of their question; of two for one, the last counts. */
  files: (IncomingDocument & { place: string })[];
  /** The places of questions whose file goes. */
  removed: string[];
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
    private readonly attachments: AttachmentsService,
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
      `SELECT ${roundColumns}, w.answers, w.changed_at AS "answeredAt",
         ${attachmentsOf('a.round_answer_id = w.id')} AS files ${asksIt}
       WHERE r.id = $2 AND r.state <> 'draft'`,
      [id, roundId],
    );
    if (!row) throw Problem.notFound();
    const { answers, answeredAt, files, ...round } = row;
    return { round, answers, answeredAt, files };
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
   * Takes a file that comes with answers; a row names it once they are kept.
   * @throws Problem 404 or 409 as `answer`, 400 where the round asks for no file.
   */
  async receiveFile(
    home: Submission,
    { roundId, place }: { roundId: string; place: string },
    file: ArrivingFile,
  ): Promise<IncomingDocument> {
    const { round } = await this.one(home, roundId);
    requireAnswerable(round);
    if (!placesOfFiles(round).map(String).includes(place))
      throw new Problem(400, 'bad-request', 'This form did not come from this site.');
    return this.attachments.receive(home.id, file, { kind: 'applicant', id: home.id });
  }

  /** Removes files whose answers were not kept. */
  forgetFiles(files: Pick<IncomingDocument, 'id'>[]): Promise<void> {
    return this.attachments.forget(files.map(({ id }) => id));
  }

  /** Opens a file that the authority sent with its answers. @throws Problem 404 */
  async openFile(
    { id }: Pick<Submission, 'id'>,
    roundId: string,
    fileId: string,
  ): Promise<OpenedAttachment> {
    const [row] = await this.database.query<{ answerId: string | null }[]>(
      `SELECT w.id AS "answerId" ${asksIt} WHERE r.id = $2`,
      [id, roundId],
    );
    if (!row?.answerId) throw Problem.notFound();
    return this.attachments.openOfAnswer(row.answerId, fileId, null);
  }

  /**
   * Stores the authority's answers, replacing earlier ones. A file that is neither replaced nor
   * removed stays.
   * @throws Problem 404 when the round does not ask it, 409 after the last day, once it is closed,
   *   or when someone saved other answers since; 422 naming each wrong answer. Then no new file is
   *   kept.
   */
  async answer(
    home: Submission,
    roundId: string,
    language: Language,
    sent: SentAnswers,
  ): Promise<void> {
    let gone = sent.files.map(({ id }) => id);
    try {
      gone = await this.database.transaction((manager) =>
        this.answerIn(manager, home, roundId, { language, sent }),
      );
    } finally {
      await this.attachments.forget(gone);
    }
  }

  /** @returns the files that are not needed any more. */
  private async answerIn(
    manager: EntityManager,
    home: Submission,
    roundId: string,
    { language, sent }: { language: Language; sent: SentAnswers },
  ): Promise<string[]> {
    const signatoryId = await this.requireAsked(manager, home, roundId);
    const round = await findRound(manager, roundId, 'FOR SHARE OF r');
    requireAnswerable(round);
    const typed = await withFiles(manager, round, signatoryId, sent);
    const words = wordsFor(round, language).questions;
    const { answers, errors } = readAnswers(round.questions, words, typed);
    if (errors.length > 0) throw Problem.invalid(errors);
    const answerId = await keepAnswers(manager, { roundId, signatoryId, answers }, sent.seen);
    const actor = { kind: 'applicant' as const, id: home.id };
    await this.events.append(manager, {
      actor,
      action: 'round.answer',
      subject: { kind: 'round', id: roundId },
      details: { signatory: signatoryId, ...byColleague(home.person) },
    });
    const named = placesOfFiles(round).flatMap((place) => answers[place] ?? []) as string[];
    const dropped = await this.attachments.dropOthers(
      manager,
      { answerId, submissionId: home.id },
      named,
      actor,
    );
    const unnamed: string[] = [];
    for (const file of sent.files)
      if (named.includes(file.id))
        await this.attachments.add(manager, home.id, file, { roundAnswerId: answerId }, actor);
      else unnamed.push(file.id);
    return [...dropped, ...unnamed];
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

const placesOfFiles = ({ questions }: Round): number[] =>
  [...questions.keys()].filter((place) => questions[place]!.kind === 'file');

/** What was typed, with the file of each question that asks for one: the new one, or the kept. */
async function withFiles(
  manager: EntityManager,
  round: Round,
  signatoryId: string,
  { typed, files, removed }: SentAnswers,
): Promise<TypedAnswers> {
  const [kept] = await manager.query<{ answers: RoundAnswers }[]>(
    `SELECT answers FROM round_answer WHERE round_id = $1 AND signatory_id = $2 FOR UPDATE`,
    [round.id, signatoryId],
  );
  const sent = new Map(files.map(({ place, id }) => [place, id]));
  const ids = placesOfFiles(round).map((place) => {
    const before = removed.includes(String(place)) ? '' : (kept?.answers[place] ?? '');
    return [place, sent.get(String(place)) ?? String(before)] as const;
  });
  return { ...typed, ...Object.fromEntries(ids) };
}

/**
 * The form's moment has milliseconds. Who sends the same twice has changed nothing.
 * @throws Problem 409 when somebody saved other answers since.
 */
async function keepAnswers(
  manager: EntityManager,
  kept: { roundId: string; signatoryId: string; answers: RoundAnswers },
  seen: Date | null,
): Promise<string> {
  const [saved] = await manager.query<{ id: string }[]>(
    `INSERT INTO round_answer AS kept (id, round_id, signatory_id, answers)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (round_id, signatory_id)
     DO UPDATE SET answers = EXCLUDED.answers, changed_at = now()
     WHERE kept.answers = EXCLUDED.answers
       OR abs(extract(epoch FROM kept.changed_at - $5::timestamptz)) < 0.002
     RETURNING id`,
    [uuidv7(), kept.roundId, kept.signatoryId, JSON.stringify(kept.answers), seen],
  );
  if (!saved) throw new Problem(409, 'round-changed', 'These answers were changed since.');
  return saved.id;
}

function requireAnswerable(round: Round): void {
  if (isAnswerable(round)) return;
  throw new Problem(409, 'round-closed', 'This round is closed.', { state: round.state });
}

/** The last day is one in Strasbourg, as those of reports are. */
export function isAnswerable({ state, lastDay }: Pick<Round, 'state' | 'lastDay'>): boolean {
  return state === 'open' && lastDay! >= dayInStrasbourg();
}
