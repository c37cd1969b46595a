import { optionsOf } from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';
import type {
  AnswerFiguresDto,
  CountryAnswersDto,
  PublicQuestionFiguresDto,
  QuestionFiguresDto,
} from './round-figures.dto.js';
import { wordsFor, type RoundContent } from './round-content.js';

/** A row of `figuresSql`: of one country, or of all. */
export interface FiguresRow {
  question: number;
  country: string | null;
  /** For a choice. */
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

/** The country under which few answers are counted together. */
const others = 'other';

/**
 * SQL over the same rows for the public: countries with too few answers to a question are one. If
 * they are too few together, so is the smallest other country: else subtracting the others
 * from the total reveals their answers.
 */
export const publicRows = (rows: string): string => `(
  SELECT question, kind, value,
    CASE WHEN n < ${limits.roundFewest} OR below BETWEEN 1 AND ${limits.roundFewest - 1}
      THEN '${others}' ELSE country_code END AS country_code
  FROM ${rows} JOIN (
    SELECT question, country_code, n,
      sum(n) OVER (PARTITION BY question ORDER BY n, country_code) - n AS below
    FROM (SELECT question, country_code, count(*) AS n FROM ${rows} WHERE value IS NOT NULL
      GROUP BY question, country_code) counted) ranked USING (question, country_code)) shown`;

/**
 * The figures over `publicRows`, which contain no group with fewer answers than may be published.
 */
export const publicFiguresOf = (
  content: RoundContent,
  rows: FiguresRow[],
): PublicQuestionFiguresDto[] =>
  figuresOf(content, rows).map(({ kind, all, countries }) => {
    const enough = countries.filter(({ answers }) => answers >= limits.roundFewest);
    const { country, ...rest } = enough.find((row) => row.country === others) ?? {};
    return {
      kind,
      all: all.answers < limits.roundFewest ? { ...nothing, answers: all.answers } : all,
      countries: enough.filter((row) => row.country !== others),
      others: country === undefined ? null : (rest as AnswerFiguresDto),
    };
  });

const nothing = { options: [], sum: null, median: null, least: null, most: null };

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
