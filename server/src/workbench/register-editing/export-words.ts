import { dayInStrasbourg } from '../../../../contract/clock.js';
import { factNames, factOf, type FactName } from '../../../../contract/facts.js';
import { regionNames } from '../../../../contract/language-formats.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { pillarsOutside } from '../../../../contract/outside-competence.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { TableColumn } from '../../platform/spreadsheets/cell.js';
import { staffWordsIn } from '../../platform/text/staff-words.js';
import type { ExportColumn } from './export-columns.js';

/** The columns of an export for people, in the colleague's language. */
export function exportWords(language: OfficialLanguage): ExportColumn[] {
  const t = staffWordsIn(language);
  const pillar = (code: PillarCode) => t(`figures.pillar.${code}`);
  const column = (
    name: string,
    width: number,
    cell: ExportColumn['cell'],
    kind: TableColumn['kind'] = 'text',
  ): ExportColumn => ({ name, kind, width, cell });
  const day = (name: string, cell: ExportColumn['cell']) => column(name, 14, cell, 'day');
  const fact = (name: FactName): ExportColumn => {
    const { type } = factOf(name);
    const heading = t(`imports.field.${name}`);
    if (type === 'pillars')
      return column(heading, 24, (row) =>
        pillarsOutside(String(row[name] ?? ''))
          .map(pillar)
          .join(', '),
      );
    return type === 'whole'
      ? column(heading, 13, (row) => row[name], 'number')
      : column(heading, 34, (row) => row[name]);
  };
  return [
    column(t(`imports.field.name${language === 'fr' ? 'Fr' : 'En'}`), 32, (row) =>
      language === 'fr' ? row.nameFr : row.nameEn,
    ),
    column(t(`imports.field.name${language === 'fr' ? 'En' : 'Fr'}`), 32, (row) =>
      language === 'fr' ? row.nameEn : row.nameFr,
    ),
    column(t('imports.field.nameOfficial'), 32, (row) => row.nameOfficial),
    column(
      t('register.country'),
      20,
      (row) => regionNames(language).of(row.countryCode) ?? row.countryCode,
    ),
    column(t('register.kind'), 18, (row) => t(`kind.${row.kind}`)),
    column(t('register.state'), 22, (row) => t(`signatoryState.${row.state}`)),
    day(t('imports.field.signedOn'), (row) => row.signedOn),
    day(t('plenary.publishedOn'), (row) => dayOf(row.publishedAt)),
    day(t('exports.withdrawnOn'), (row) => dayOf(row.withdrawnAt)),
    day(t('exports.changedOn'), (row) => dayOf(row.changedAt)),
    ...pillarCodes.map((code) =>
      column(
        t('exports.pledges', { pillar: pillar(code) }),
        16,
        ({ pledges }) => pledges[code],
        'number',
      ),
    ),
    column(t('report.pledgesDone'), 16, ({ pledges }) => pledges.done, 'number'),
    column(t('imports.field.region'), 24, (row) => row.region),
    column(t('imports.field.district'), 24, (row) => row.district),
    ...factNames.map(fact),
    column(t('imports.field.sourceUrl'), 34, (row) => row.sourceUrl),
    column(t('imports.field.publicId'), 16, (row) => row.publicId),
    column(t('demo'), 16, (row) => (row.demo ? t('demo') : null)),
  ];
}

const dayOf = (moment: Date | null) => moment && dayInStrasbourg(moment);
