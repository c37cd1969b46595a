import { languageNames, regionNames } from '../../../../contract/language-formats.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';
import { staffWordsIn } from '../../platform/text/staff-words.js';
import { ageOf, type BandLimits } from './bands.js';

/** A case of an export: no personal names and no addresses. */
export interface CaseRow {
  reference: string;
  subject: string;
  state: string;
  signatoryState: string | null;
  name: string;
  kind: string;
  countryCode: string;
  language: string;
  waitingSince: Date;
  decidedAt: Date | null;
  assignee: string | null;
  demo: boolean;
}

/** How a case's age is determined. */
export interface Clock {
  limits: BandLimits;
  now: Date;
}

export interface CaseColumn extends TableColumn {
  cell(row: CaseRow, clock: Clock): Cell;
}

/** Only a case that awaits staff has an age. */
const age = ({ state, waitingSince }: CaseRow, { limits, now }: Clock) =>
  state === 'waiting' ? ageOf(limits, waitingSince, now) : null;

/** The columns of an export of cases, for programs. */
export const caseColumns: CaseColumn[] = [
  { name: 'reference', kind: 'text', cell: (row) => row.reference },
  { name: 'subject', kind: 'text', cell: (row) => row.subject },
  { name: 'state', kind: 'text', cell: (row) => row.state },
  { name: 'signatory_state', kind: 'text', cell: (row) => row.signatoryState },
  { name: 'authority', kind: 'text', cell: (row) => row.name },
  { name: 'kind', kind: 'text', cell: (row) => row.kind },
  { name: 'country_iso2', kind: 'text', cell: (row) => row.countryCode },
  { name: 'language', kind: 'text', cell: (row) => row.language },
  { name: 'with_us_since', kind: 'moment', cell: (row) => row.waitingSince },
  {
    name: 'working_days',
    kind: 'number',
    cell: (row, clock) => age(row, clock)?.workingDays ?? null,
  },
  { name: 'band', kind: 'text', cell: (row, clock) => age(row, clock)?.band ?? null },
  { name: 'decided_at', kind: 'moment', cell: (row) => row.decidedAt },
  { name: 'assignee', kind: 'text', cell: (row) => row.assignee },
  { name: 'demo', kind: 'boolean', cell: (row) => row.demo },
];

/** The same for people, in the colleague's language. */
export function caseWords(language: OfficialLanguage): CaseColumn[] {
  const t = staffWordsIn(language);
  const country = (code: string) =>
    /^[A-Z]{2}$/.test(code) ? (regionNames(language).of(code) ?? code) : code;
  const column = (
    name: string,
    width: number,
    cell: CaseColumn['cell'],
    kind: TableColumn['kind'] = 'text',
  ): CaseColumn => ({ name, kind, width, cell });
  return [
    column(t('queue.authority'), 34, (row) => row.name),
    column(t('queue.reference'), 12, (row) => row.reference),
    column(t('queue.filter.subject'), 20, (row) => t(`subject.${row.subject}`)),
    column(t('queue.kind'), 18, (row) => t(`kind.${row.kind}`)),
    column(t('queue.country'), 20, (row) => country(row.countryCode)),
    column(t('queue.state'), 26, (row) => t(`state.${row.state}`)),
    column(
      t('exports.onRegister'),
      24,
      (row) => row.signatoryState && t(`signatoryState.${row.signatoryState}`),
    ),
    column(t('exports.withUsSince'), 18, (row) => row.waitingSince, 'moment'),
    column(
      t('exports.workingDays'),
      16,
      (row, clock) => age(row, clock)?.workingDays ?? null,
      'number',
    ),
    column(t('queue.bands'), 14, (row, clock) => {
      const band = age(row, clock)?.band;
      return band ? t(`exports.band.${band}`) : null;
    }),
    column(t('exports.decidedAt'), 18, (row) => row.decidedAt, 'moment'),
    column(t('queue.assignee'), 24, (row) => row.assignee),
    column(
      t('queue.filter.language'),
      14,
      (row) => languageNames(language).of(row.language) ?? null,
    ),
    column(t('demo'), 16, (row) => (row.demo ? t('demo') : null)),
  ];
}
