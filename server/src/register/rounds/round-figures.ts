import { optionsOf } from '../../../../contract/rounds.js';
import type {
  AnswerFiguresDto,
  CountryAnswersDto,
  QuestionFiguresDto,
} from './round-figures.dto.js';
import { wordsFor, type RoundContent } from './round-content.js';

/** A row of `figuresSql`: of one country, or of all. */
export interface FiguresRow {
  question: number;
  country: string | null;
  /** Of a choice. */
  option: number | null;
  answers: number;
  sum: number | null;
  median: number | null;
  least: number | null;
  most: number | null;
}

/** SQL over rows of `question`, `country_code`, `kind` and `value` (the view of the public). */
export const figuresSql = (rows: string): string => `
  SELECT question, country_code AS country, value::int AS option, count(*)::int AS answers,
    NULL::float8 AS sum, NULL::float8 AS median, NULL::float8 AS least, NULL::float8 AS most
  FROM ${rows} WHERE kind = 'choice' AND value IS NOT NULL
  GROUP BY GROUPING SETS ((question, value), (question, country_code, value))
  UNION ALL
  SELECT question, country_code, NULL, count(*)::int, sum(value)::float8,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY value::float8), min(value)::float8,
    max(value)::float8
  FROM ${rows} WHERE kind = 'number' AND value IS NOT NULL
  GROUP BY GROUPING SETS ((question), (question, country_code))`;

/** By question, and by country within it. */
export function figuresOf(content: RoundContent, rows: FiguresRow[]): QuestionFiguresDto[] {
  const { questions: words } = wordsFor(content, 'en');
  return content.questions.map(({ kind }, question) => {
    const options = kind === 'choice' ? optionsOf(words[question]!).length : 0;
    const own = rows.filter((row) => row.question === question);
    const codes = [...new Set(own.flatMap(({ country }) => country ?? []))].sort();
    const of = (code: string | null) => own.filter(({ country }) => country === code);
    return {
      kind,
      all: together(of(null), options),
      countries: codes.map((country): CountryAnswersDto => ({
        country,
        ...together(of(country), options),
      })),
    };
  });
}

function together(rows: FiguresRow[], options: number): AnswerFiguresDto {
  const [{ sum = null, median = null, least = null, most = null } = {}] = rows;
  return {
    answers: rows.reduce((total, { answers }) => total + answers, 0),
    options: Array.from(
      { length: options },
      (_, place) => rows.find(({ option }) => option === place)?.answers ?? 0,
    ),
    ...{ sum, median, least, most },
  };
}
