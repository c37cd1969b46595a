import type { Cell, Table, TableColumn } from '../../platform/spreadsheets/cell.js';
import type { PlenarySignatoryDto } from './plenary-list.dto.js';
import { byCountry, type PlenaryWords } from './plenary-words.js';

const kinds: [name: string, kind: TableColumn['kind'], width: number][] = [
  ['country', 'text', 20],
  ['nameEn', 'text', 32],
  ['nameFr', 'text', 32],
  ['kind', 'text', 18],
  ['signedOn', 'day', 16],
  ['publishedOn', 'day', 18],
  ['pillars', 'text', 46],
  ['page', 'text', 48],
];

/** The list as a workbook: one sheet for those that joined, one for those that were entered. */
export function plenaryTables(say: PlenaryWords): Table[] {
  const { list, t, day } = say;
  const sheet = (name: 'joined' | 'entered'): Table => ({
    name: t(`plenary.sheet.${name}`),
    columns: kinds.map(([key, kind, width]) => ({ name: t(`plenary.${key}`), kind, width })),
    rows: rowsOf(say, list[name]),
    printed: t(`plenary.${name}`, { day: day(list.since) }),
  });
  return [sheet('joined'), ...(list.entered.length > 0 ? [sheet('entered')] : [])];
}

function rowsOf(say: PlenaryWords, signatories: PlenarySignatoryDto[]): Cell[][] {
  const { t, origin, language } = say;
  return byCountry(say, signatories).flatMap(({ country, signatories: own }) =>
    own.map((one) => [
      country,
      one.nameEn,
      one.nameFr,
      t(`kind.${one.kind}`),
      one.signedOn,
      one.publishedOn,
      one.pillars.map((pillar) => t(`figures.pillar.${pillar}`)).join(', '),
      `${origin}/${language}/signatories/${one.publicId}`,
    ]),
  );
}
