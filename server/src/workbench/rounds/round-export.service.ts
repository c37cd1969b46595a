import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { optionsOf } from '../../../../contract/rounds.js';
import { rowsOfCursor } from '../../platform/database/rows-of-cursor.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';
import { exportFile, type TableFile } from '../../platform/spreadsheets/table-file.js';
import { staffWordsIn } from '../../platform/text/staff-words.js';
import type { RoundAnswers } from '../../register/rounds/read-answers.js';
import {
  findOpenedRound,
  wordsFor,
  type Round,
  type RoundText,
} from '../../register/rounds/round-content.js';
import { asked } from './round-results.service.js';
import type { RoundExportQuery } from './rounds.dto.js';

interface Row {
  publicId: string;
  name: string;
  countryCode: string;
  answeredAt: Date | null;
  answers: RoundAnswers | null;
  /** The names of files by their ids. */
  files: Record<string, string>;
}
interface Column extends TableColumn {
  cell(row: Row): Cell;
}

/** All answers of a round as a file, with those who have not answered. */
@Injectable()
export class RoundExport {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Records the export in the audit trail before the first byte is sent.
   * @throws Problem 404, 409 for a draft
   */
  async open(id: string, { format, bom }: RoundExportQuery, staff: Staff): Promise<TableFile> {
    const round = await findOpenedRound(this.database.manager, id);
    await this.database.transaction((manager) =>
      this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'round.export',
        subject: { kind: 'round', id },
        details: { format },
      }),
    );
    const t = staffWordsIn(staff.language);
    const own = wordsFor(round, staff.language);
    const codes = columns(round, wordsFor(round, 'en'), (name) => name);
    const words = columns(round, own, (name) => t(`round.column.${name}`), own);
    const heading = t('round.results');
    return exportFile(
      { columns: codes, rows: this.rows(id, codes) },
      { name: heading, printed: own.title, columns: words, rows: this.rows(id, words) },
      'round',
      { format, mark: bom === 'yes' },
    );
  }

  private async *rows(id: string, wanted: Column[]): AsyncGenerator<Cell[]> {
    const sql = `SELECT s.public_id AS "publicId", a.name_official AS name,
      a.country_code AS "countryCode", w.changed_at AS "answeredAt", w.answers,
      (SELECT coalesce(jsonb_object_agg(x.id, x.file_name), '{}') FROM attachment x
        WHERE x.round_answer_id = w.id) AS files ${asked}
      ORDER BY a.country_code, a.name_en COLLATE "und-x-icu", s.id`;
    for await (const row of rowsOfCursor<Row>(this.database, sql, [id]))
      yield wanted.map(({ cell }) => cell(row));
  }
}

/** @param titles the words of the questions as headings; without them they are numbered. */
function columns(
  { questions }: Round,
  words: RoundText,
  heading: (name: string) => string,
  titles?: RoundText,
): Column[] {
  return [
    { name: heading('public_id'), kind: 'text', cell: (row) => row.publicId },
    { name: heading('name'), kind: 'text', width: 32, cell: (row) => row.name },
    { name: heading('country'), kind: 'text', cell: (row) => row.countryCode },
    { name: heading('answered_at'), kind: 'moment', cell: (row) => row.answeredAt },
    ...questions.map(({ kind }, place): Column => {
      const options = optionsOf(words.questions[place]!);
      return {
        name: titles?.questions[place]?.wording ?? `question_${place + 1}`,
        kind: kind === 'number' ? 'number' : 'text',
        width: 32,
        cell: ({ answers, files }) => {
          const answer = answers?.[place];
          if (answer === undefined) return null;
          if (kind === 'file') return files[String(answer)] ?? null;
          return kind === 'choice' ? (options[Number(answer)] ?? null) : answer;
        },
      };
    }),
  ];
}
