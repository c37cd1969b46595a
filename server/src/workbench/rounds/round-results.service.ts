import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import {
  attachmentsOf,
  AttachmentsService,
  type OpenedAttachment,
} from '../../platform/documents/attachments.service.js';
import { Problem } from '../../platform/http/problem.js';
import { decodeCursor, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { findOpenedRound, findRound, type Round } from '../../register/rounds/round-content.js';
import { figuresOf, figuresSql, type FiguresRow } from '../../register/rounds/round-figures.js';
import { roundTransitions } from '../../register/rounds/round.workflow.js';
import { wasAsked } from '../../register/rounds/was-asked.js';
import { findMailing } from '../mailings/mailing-content.js';
import { MailingFigures } from '../mailings/mailing-figures.service.js';
import type { ReachDto } from '../mailings/mailings.dto.js';
import { draftInvitation } from './round-letters.js';
import { roundRows } from './rounds.service.js';
import type {
  AnswerFileDto,
  AnswerTextDto,
  AskedDto,
  AskedListDto,
  AskedQuery,
  RoundDto,
  RoundResultsDto,
  RoundRowDto,
} from './rounds.dto.js';

/** SQL: the signatories on the public list that the round `$1` asked, with what they answered. */
export const asked = `FROM mailing m JOIN mailing_recipient i ON i.mailing_id = m.id
    AND ${wasAsked}
  JOIN signatory s ON s.id = i.signatory_id AND s.state = 'published'
  JOIN authority a ON a.id = s.authority_id
  LEFT JOIN round_answer w ON w.round_id = m.round_id AND w.signatory_id = s.id
  WHERE m.round_id = $1 AND m.round_mail = 'invitation'`;

/** The same answers one by one, in the columns of the public view of a closed round. */
const answerRows = `(SELECT a.country_code, (q.place - 1)::int AS question,
    q.question->>'kind' AS kind,
    CASE WHEN jsonb_typeof(w.answers->((q.place - 1)::text)) = 'number'
      THEN (w.answers->>((q.place - 1)::text))::numeric END AS value
  FROM round r CROSS JOIN jsonb_array_elements(r.questions) WITH ORDINALITY AS q (question, place)
    JOIN round_answer w ON w.round_id = r.id
    JOIN signatory s ON s.id = w.signatory_id AND s.state = 'published'
    JOIN authority a ON a.id = s.authority_id
  WHERE r.id = $1) answers`;

/** SQL: whether the file of the question `$2` is stored. */
const withFile = `EXISTS (SELECT FROM attachment x
  WHERE x.id::text = w.answers->>$2 AND x.round_answer_id = w.id)`;

/** A round as colleagues see it: the signatories asked, who has answered, and their answers. */
@Injectable()
export class RoundResults {
  constructor(
    private readonly database: DataSource,
    private readonly letters: MailingFigures,
    private readonly files: AttachmentsService,
  ) {}

  /** @throws Problem 404 */
  async one(id: string, staff: Staff): Promise<RoundDto> {
    const round = await findRound(this.database.manager, id);
    const [row] = await this.database.query<RoundRowDto[]>(`${roundRows} WHERE r.id = $1`, [id]);
    const letters = await this.database.query<{ id: string; mail: string }[]>(
      `SELECT id, round_mail AS mail FROM mailing WHERE round_id = $1`,
      [id],
    );
    const letter = (mail: string) => letters.find((one) => one.mail === mail)?.id ?? null;
    const { filter, texts, questions, version } = round;
    return {
      ...row!,
      ...{ filter, texts, version },
      questions: questions.map(({ kind, required, min, max, maxLength }) => ({
        ...{ kind, required },
        ...(min === null ? {} : { min }),
        ...(max === null ? {} : { max }),
        ...(maxLength === null ? {} : { maxLength }),
      })),
      ...(await this.reach(round, letter('invitation'))),
      actions: possibleActions(roundTransitions, round.state, staff.roles),
      invitation: letter('invitation'),
      reminder: letter('reminder'),
    };
  }

  /** @throws Problem 404, 409 for a draft */
  async results(id: string): Promise<RoundResultsDto> {
    const round = await findOpenedRound(this.database.manager, id);
    const rows = await this.database.query<FiguresRow[]>(figuresSql(answerRows), [id]);
    const [counted] = await this.database.query<{ asked: number; answered: number }[]>(
      `SELECT count(*)::int AS asked, count(w.id)::int AS answered ${asked}`,
      [id],
    );
    const questions = [];
    for (const [place, figures] of figuresOf(round, rows).entries()) {
      const texts = figures.kind === 'text' ? await this.texts(id, place) : [];
      const files = figures.kind === 'file' ? await this.filesTo(id, place) : [];
      const which = figures.kind === 'file' ? withFile : 'w.answers ? $2';
      const textsCount = await this.textsCount(id, place, which, [...texts, ...files]);
      questions.push({ ...figures, texts, files, textsCount });
    }
    return { ...counted!, questions };
  }

  /** The signatories that it asked, by name. @throws Problem 404 */
  async signatories(id: string, { answered, after }: AskedQuery): Promise<AskedListDto> {
    await findRound(this.database.manager, id);
    const values: unknown[] = [id];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const conditions = ['true'];
    if (answered) conditions.push(`"answeredAt" IS ${answered === 'yes' ? 'NOT' : ''} NULL`);
    if (after) {
      const [key, keyId] = decodeCursor(after, false);
      const position = `${parameter(key)}::text COLLATE "und-x-icu", ${parameter(keyId)}::uuid`;
      conditions.push(`(key COLLATE "und-x-icu", "keyId") > (${position})`);
    }
    const rows = await this.database.query<(AskedDto & Keyed)[]>(
      `SELECT * FROM (SELECT s.id AS "signatoryId", a.name_official AS signatory,
         a.country_code AS "countryCode", w.changed_at AS "answeredAt",
         ${attachmentsOf('a.round_answer_id = w.id')} AS files, a.name_en AS key,
         s.id AS "keyId" ${asked}) everybody
       WHERE ${conditions.join(' AND ')}
       ORDER BY key COLLATE "und-x-icu", "keyId" LIMIT ${limits.letterRows + 1}`,
      values,
    );
    return pageOf<AskedDto>(rows, limits.letterRows);
  }

  private texts(id: string, place: number): Promise<AnswerTextDto[]> {
    return this.database.query<AnswerTextDto[]>(
      `SELECT s.id AS "signatoryId", a.name_official AS signatory,
         a.country_code AS "countryCode", w.answers->>$2 AS text
       ${asked} AND w.answers ? $2
       ORDER BY a.country_code, a.name_en COLLATE "und-x-icu", s.id LIMIT ${limits.letterRows}`,
      [id, String(place)],
    );
  }

  private filesTo(id: string, place: number): Promise<AnswerFileDto[]> {
    return this.database.query<AnswerFileDto[]>(
      `SELECT s.id AS "signatoryId", a.name_official AS signatory,
         a.country_code AS "countryCode",
         ${attachmentsOf('a.id::text = w.answers->>$2 AND a.round_answer_id = w.id')}->0 AS file
       ${asked} AND ${withFile}
       ORDER BY a.country_code, a.name_en COLLATE "und-x-icu", s.id LIMIT ${limits.letterRows}`,
      [id, String(place)],
    );
  }

  /**
   * A signatory's file that counts in the results, for a colleague; the view is recorded.
   * @throws Problem 404
   */
  async openFile(id: string, fileId: string, staff: Staff): Promise<OpenedAttachment> {
    const [row] = await this.database.query<{ answerId: string }[]>(
      `SELECT w.id AS "answerId" ${asked}
         AND w.id = (SELECT x.round_answer_id FROM attachment x WHERE x.id = $2)`,
      [id, fileId],
    );
    if (!row) throw Problem.notFound();
    return this.files.openOfAnswer(row.answerId, fileId, { kind: 'staff', id: staff.id });
  }

  private async textsCount(
    id: string,
    place: number,
    which: string,
    { length }: unknown[],
  ): Promise<number> {
    if (length < limits.letterRows) return length;
    const [row] = await this.database.query<{ count: number }[]>(
      `SELECT count(*)::int AS count ${asked} AND ${which}`,
      [id, String(place)],
    );
    return row!.count;
  }

  private async reach(round: Round, invitation: string | null): Promise<ReachDto> {
    const { manager } = this.database;
    const letter = invitation ? await findMailing(manager, invitation) : draftInvitation(round);
    return this.letters.reach(manager, letter);
  }
}
