import { Injectable } from '@nestjs/common';
import { optionsOf } from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';
import type { RoundContent } from '../../register/rounds/round-content.js';
import {
  figuresSql,
  publicFiguresOf,
  publicRows,
  type FiguresRow,
} from '../../register/rounds/round-figures.js';
import { PublicDatabase } from './public-database.js';
import type { PublicRoundDto, PublicRoundRowDto } from './rounds.dto.js';

type Row = Omit<PublicRoundRowDto, 'texts'> & RoundContent;

const columns = `id, last_day::text AS "lastDay", closed_at AS "closedAt", asked, answered, texts,
  questions`;

/** The public view of rounds: only public, closed rounds, and never a free-text answer. */
@Injectable()
export class RoundsReader {
  constructor(private readonly database: PublicDatabase) {}

  /** The newest first. */
  async all(): Promise<PublicRoundRowDto[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM public_round ORDER BY closed_at DESC, id
       LIMIT ${limits.publicRounds}`,
    );
    return rows.map(shown);
  }

  async one(id: string): Promise<PublicRoundDto | null> {
    const [row] = await this.database.query<Row>(
      `SELECT ${columns} FROM public_round WHERE id = $1`,
      [id],
    );
    if (!row) return null;
    const figures = await this.database.query<FiguresRow>(
      figuresSql(publicRows('(SELECT * FROM public_round_answer WHERE round_id = $1) answers')),
      [id],
    );
    return { ...shown(row), questions: publicFiguresOf(row, figures) };
  }
}

const shown = ({ questions, texts, ...row }: Row): PublicRoundRowDto => ({
  ...row,
  closedAt: new Date(row.closedAt).toISOString(),
  texts: texts.map(({ questions: words, ...text }) => ({
    ...text,
    questions: questions.map(({ kind }, place) => ({
      wording: words[place]!.wording,
      unit: kind === 'number' ? words[place]!.unit : '',
      options: kind === 'choice' ? optionsOf(words[place]!) : [],
    })),
  })),
});
