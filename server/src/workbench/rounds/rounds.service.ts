import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { asksLast, type RoundQuestion } from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { findRound, type Round, type RoundText } from '../../register/rounds/round-content.js';
import type { SignatoriesFilter } from '../register-editing/signatories.dto.js';
import { requireNoPlaceholders } from './complete-round.js';
import type { RoundRowDto, SaveRoundDto } from './rounds.dto.js';

/** SQL: a row of the list of rounds; a condition follows. */
export const roundRows = `SELECT r.id, r.state, r.is_public AS "isPublic",
    r.last_day::text AS "lastDay", c.name AS "writtenBy", r.created_at AS "createdAt",
    r.opened_at AS "openedAt",
    (SELECT t->>'title' FROM jsonb_array_elements(r.texts) t WHERE t->>'language' = 'en') AS title,
    (SELECT count(*)::int FROM round_answer w JOIN signatory s ON s.id = w.signatory_id
      WHERE w.round_id = r.id AND s.state = 'published') AS answered
  FROM round r JOIN staff c ON c.id = r.written_by`;

/** Rounds of questions to signatories, while they are written. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  list(): Promise<RoundRowDto[]> {
    return this.database.query<RoundRowDto[]>(
      `${roundRows} ORDER BY r.created_at DESC, r.id LIMIT ${limits.staffPageSize}`,
    );
  }

  /** @returns the id of the draft. */
  async create(filter: SignatoriesFilter, staff: Staff): Promise<string> {
    const id = uuidv7();
    await this.database.transaction(async (manager) => {
      await manager.query(`INSERT INTO round (id, filter, written_by) VALUES ($1, $2, $3)`, [
        ...[id, JSON.stringify(filter), staff.id],
      ]);
      await this.record(manager, 'create', id, staff);
    });
    return id;
  }

  /** @throws Problem 409 when it has been opened, 412, 422 for a placeholder */
  async save(id: string, wanted: SaveRoundDto, staff: Staff, seen: number): Promise<void> {
    const inOrder = filesLast(wanted);
    requireNoPlaceholders(textsOf(inOrder));
    await this.database.transaction(async (manager) => {
      const { version } = await lockDraftRound(manager, id, seen);
      await manager.query(
        `UPDATE round SET is_public = $2, last_day = $3, texts = $4, questions = $5,
           written_by = $6, changed_at = now(), version = version + 1 WHERE id = $1`,
        [
          id,
          wanted.isPublic,
          wanted.lastDay ?? null,
          JSON.stringify(textsOf(inOrder)),
          JSON.stringify(questionsOf(inOrder)),
          staff.id,
        ],
      );
      await this.record(manager, 'save', id, staff, { version: version + 1 });
    });
  }

  /** @throws Problem 409 when it has been opened, 412 */
  async remove(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockDraftRound(manager, id, seen);
      await manager.query(`DELETE FROM round WHERE id = $1`, [id]);
      await this.record(manager, 'remove', id, staff);
    });
  }

  private record(
    manager: EntityManager,
    verb: 'create' | 'save' | 'remove',
    id: string,
    staff: Staff,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `round.${verb}`,
      subject: { kind: 'round', id },
      details,
    });
  }
}

/**
 * A draft, locked and unchanged since it was seen.
 * @throws Problem 404, 409 once it is open, because its content is then fixed; 412
 */
export async function lockDraftRound(
  manager: EntityManager,
  id: string,
  seen: number,
): Promise<Round> {
  const round = await lockRound(manager, id, seen);
  if (round.state === 'draft') return round;
  throw new Problem(409, 'wrong-state', 'It is open or over: nothing of it can be changed.', {
    state: round.state,
  });
}

/** @throws Problem 404, 412 */
export async function lockRound(manager: EntityManager, id: string, seen: number): Promise<Round> {
  const round = await findRound(manager, id, 'FOR UPDATE OF r');
  // If two click at once, the second learns that it is already open.
  if (round.state === 'draft') {
    const { changedAt: at, changedBy: by } = round;
    requireVersion(round.version, seen, { at, by, action: 'round.save' });
  }
  return round;
}

/** Moves the questions that ask for a file behind all others. */
function filesLast({ texts, questions, ...rest }: SaveRoundDto): SaveRoundDto {
  const places = [...questions.keys()].sort(
    (one, other) => Number(asksLast(questions[one]!)) - Number(asksLast(questions[other]!)),
  );
  return {
    ...rest,
    questions: places.map((place) => questions[place]!),
    texts: texts.map((text) => ({
      ...text,
      questions: places.map((place) => text.questions[place] ?? {}),
    })),
  };
}

const textsOf = ({ texts, questions }: SaveRoundDto): RoundText[] =>
  texts.map(({ language, title = '', intro = '', questions: words }) => ({
    ...{ language, title, intro },
    questions: questions.map((_, place) => {
      const { wording = '', unit = '', options = '' } = words[place] ?? {};
      return { wording, unit, options };
    }),
  }));

const questionsOf = ({ questions }: SaveRoundDto): RoundQuestion[] =>
  questions.map(({ kind, required, min, max, maxLength }) => ({
    ...{ kind, required },
    min: kind === 'number' ? (min ?? null) : null,
    max: kind === 'number' ? (max ?? null) : null,
    maxLength: kind === 'text' ? (maxLength ?? null) : null,
  }));
