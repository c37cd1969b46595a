import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { aboutNames, placeQuestion, type Question } from '../../joining/submissions/questions.js';
import { placeDoubts } from '../../reference/places/place-doubt.js';
import { contentsOf, type SignatoryContent } from '../../register/signatories/signatory-content.js';
import type { AskedRowDto, DuplicateRowDto, RowAnswer } from './import-check.dto.js';
import type { ImportRow } from './import-rows.js';
import type { AnswerDto } from './imports.dto.js';

/**
 * Rows that are valid but unlikely to be right: places outside their country, names in capitals.
 * Values that are already on the register are not questioned again.
 */
export async function askedRows(
  manager: EntityManager,
  rows: ImportRow[],
  duplicates: DuplicateRowDto[],
): Promise<AskedRowDto[]> {
  const questions = await aboutPlaces(manager, rows);
  const known = await knownAnswers(manager, duplicates);
  return rows.flatMap((row) => {
    const asked = [...aboutNames(row.content), ...(questions.get(row.number) ?? [])].filter(
      ({ params }) => !known.get(row.number)?.has(params.confirm),
    );
    if (asked.length === 0) return [];
    const { nameOfficial: name, countryCode } = row.content;
    const found = asked.map(({ pointer, key, params }) => ({ pointer, key, params }));
    return [{ row: row.number, name, countryCode, questions: found, options: options(found) }];
  });
}

/** Questions about the existing signatories that rows may refer to, by row. */
async function knownAnswers(
  manager: EntityManager,
  duplicates: DuplicateRowDto[],
): Promise<Map<number, Set<string>>> {
  const matched = duplicates.flatMap(({ row, match }) =>
    match ? [{ row, id: match.signatoryId }] : [],
  );
  const contents = await contentsOf(
    manager,
    matched.map(({ id }) => id),
  );
  return new Map(matched.map(({ row, id }) => [row, confirmsOf(contents.get(id)!)]));
}

function confirmsOf(content: SignatoryContent): Set<string> {
  const { countryCode: country, latitude, longitude } = content;
  const names = aboutNames(content).map(({ params }) => params.confirm);
  if (latitude === null || longitude === null) return new Set(names);
  const place = { country, latitude, longitude };
  const doubts = ['outside', 'swapped'] as const;
  return new Set([...names, ...doubts.map((doubt) => placeQuestion(doubt, place).params.confirm)]);
}

function options(questions: AskedRowDto['questions']): RowAnswer[] {
  const isCorrectable = questions.every(({ key }) => key !== 'askPlace');
  return isCorrectable ? ['correct', 'keep', 'skip'] : ['keep', 'skip'];
}

async function aboutPlaces(
  manager: EntityManager,
  rows: ImportRow[],
): Promise<Map<number, Question[]>> {
  const placed = rows.flatMap(({ number, content }) => {
    const { countryCode: country, latitude = null, longitude = null } = content;
    return latitude === null || longitude === null
      ? []
      : [{ number, place: { country, latitude, longitude } }];
  });
  const doubts = await placeDoubts(
    manager,
    placed.map(({ place }) => place),
  );
  return new Map(
    placed.flatMap(({ number, place }, index) => {
      const doubt = doubts[index];
      return doubt ? [[number, [placeQuestion(doubt, place)]]] : [];
    }),
  );
}

/**
 * The rows to import, corrected by a colleague's answers to the questions, without the skipped
 * ones.
 * @throws Problem 422 for a question without an answer, or an answer that is not offered.
 */
export function answeredRows(
  rows: ImportRow[],
  asked: AskedRowDto[],
  answers: AnswerDto[],
): ImportRow[] {
  const questions = new Map(asked.map((one) => [one.row, one]));
  const given = new Map(answers.map(({ row, answer }) => [row, answer]));
  const wrong = answers.findIndex(
    ({ row, answer }) => !questions.get(row)?.options.includes(answer),
  );
  if (wrong >= 0) {
    const detail = 'is not possible with this row';
    const pointer = `/answers/${wrong}/answer`;
    throw Problem.invalid([{ pointer, key: 'isOffered', params: {}, detail }]);
  }
  const open = rows.filter(({ number }) => questions.has(number) && !given.has(number));
  if (open.length > 0)
    throw new Problem(422, 'import-asked', 'Some rows have questions.', { asked: open.length });
  return rows
    .filter(({ number }) => given.get(number) !== 'skip')
    .map((row) =>
      given.get(row.number) === 'correct' ? corrected(row, questions.get(row.number)!) : row,
    );
}

/** A row with what was probably meant. */
function corrected(row: ImportRow, { questions }: AskedRowDto): ImportRow {
  return questions.reduce((fixed, { pointer, key, params }) => {
    if (key === 'askSwapped') {
      const { latitude, longitude } = fixed.content;
      return withValues(fixed, { latitude: longitude, longitude: latitude });
    }
    const { name, meant } = params;
    // A missing name is filled with another one, so every field with this name is corrected.
    const same = (['nameOfficial', 'nameEn', 'nameFr'] as const).filter(
      (field) => fixed.content[field] === name,
    );
    const fields = pointer === '/region' ? ['region'] : same;
    return withValues(fixed, Object.fromEntries(fields.map((field) => [field, meant])));
  }, row);
}

function withValues(row: ImportRow, values: Partial<ImportRow['content']>): ImportRow {
  const given = Object.fromEntries(Object.entries(values).filter(([field]) => field in row.given));
  const { latitude = row.identity.latitude, longitude = row.identity.longitude } = values;
  return {
    ...row,
    content: { ...row.content, ...values },
    given: { ...row.given, ...given },
    identity: { ...row.identity, latitude, longitude },
  };
}
