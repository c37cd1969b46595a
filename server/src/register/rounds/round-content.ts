import type { EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { QuestionWords, RoundQuestion, RoundState } from '../../../../contract/rounds.js';
import { Problem } from '../../platform/http/problem.js';

/** A round's words in one language; the words of its questions are in their order. */
export interface RoundText {
  language: Language;
  title: string;
  intro: string;
  questions: QuestionWords[];
}

/** The content of a round. */
export interface RoundContent {
  texts: RoundText[];
  questions: RoundQuestion[];
}

/** A round of questions to the signatories of a filter. */
export interface Round extends RoundContent {
  id: string;
  state: RoundState;
  filter: object;
  isPublic: boolean;
  lastDay: string | null;
  writtenBy: string;
  openedBy: string | null;
  changedAt: Date;
  changedBy: string;
  version: number;
}

export const roundColumns = `r.id, r.state, r.filter, r.is_public AS "isPublic",
  r.last_day::text AS "lastDay", r.texts, r.questions, r.written_by AS "writtenBy",
  r.opened_by AS "openedBy", r.changed_at AS "changedAt", r.version`;

/**
 * Answering locks the round with `FOR SHARE`, closing with `FOR UPDATE`, so no answer arrives after
 * it was closed.
 * @throws Problem 404
 */
export async function findRound(
  manager: EntityManager,
  id: string,
  lock: '' | 'FOR UPDATE OF r' | 'FOR SHARE OF r' = '',
): Promise<Round> {
  const [found] = await manager.query<Round[]>(
    `SELECT ${roundColumns}, c.name AS "changedBy"
     FROM round r JOIN staff c ON c.id = r.written_by WHERE r.id = $1 ${lock}`,
    [id],
  );
  if (!found) throw Problem.notFound();
  return found;
}

/** A round that has been opened, so its texts are complete. @throws Problem 404, 409 for a draft */
export async function findOpenedRound(manager: EntityManager, id: string): Promise<Round> {
  const round = await findRound(manager, id);
  if (round.state !== 'draft') return round;
  throw new Problem(409, 'wrong-state', 'Nobody has been asked yet.', { state: round.state });
}

/**
 * A round as its reader gets it: in the reader's language where it is written, else in English,
 * which says so.
 */
export function wordsFor({ texts }: Pick<RoundContent, 'texts'>, reader: Language): RoundText {
  return (
    texts.find(({ language }) => language === reader) ??
    texts.find(({ language }) => language === 'en')!
  );
}
