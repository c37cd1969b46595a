import type { PledgeDto, ReportedProgressDto } from '../public/pledge.dto.js';
import type { SignatoryDto } from '../public/public.dto.js';
import type { DataColumn, TableTexts } from './data-table.js';
import {
  day,
  demo,
  progressTitle,
  promiseColumns,
  signatoryColumns,
  text,
  type Of,
} from './pledge-tables.js';
import { translationColumns } from './translation-columns.js';

/** One progress report on one pledge. */
export interface ReportLine extends ReportedProgressDto, Of {
  signatoryId: string;
  pledgeId: string;
  pillar: PledgeDto['pillar'];
  action: string | null;
}

export async function* reportLines(
  signatories: AsyncIterable<SignatoryDto>,
): AsyncGenerator<ReportLine> {
  for await (const { id: signatoryId, names, countryCode, demo, pledges } of signatories)
    for (const { id: pledgeId, pillar, action, reports } of pledges)
      for (const report of reports)
        yield { ...report, signatoryId, pledgeId, pillar, action, names, countryCode, demo };
}

export const reportColumns: readonly DataColumn<ReportLine>[] = [
  {
    name: 'id',
    ...text,
    required: true,
    title: { en: 'Identifier of the line', fr: 'Identifiant de la ligne' },
    value: ({ id }) => id,
  },
  ...signatoryColumns,
  {
    name: 'pledge_id',
    ...text,
    required: true,
    title: { en: 'Identifier of the pledge', fr: 'Identifiant de l’engagement' },
    value: ({ pledgeId }) => pledgeId,
  },
  ...promiseColumns,
  {
    name: 'reported_on',
    ...day,
    required: true,
    title: {
      en: 'Day on which the report was accepted, or the secretariat entered the progress',
      fr: 'Jour où le rapport a été accepté, ou l’avancement saisi par le secrétariat',
    },
    value: ({ reportedOn }) => reportedOn,
  },
  {
    name: 'progress',
    ...text,
    required: true,
    title: progressTitle,
    value: ({ progress }) => progress,
  },
  demo,
  {
    name: 'note',
    ...text,
    title: {
      en: 'What the signatory said of it then, where known',
      fr: 'Ce que le signataire en a dit alors, si connu',
    },
    value: ({ note }) => note,
  },
  {
    name: 'note_language',
    ...text,
    title: {
      en: 'Language of the note (BCP 47), where known',
      fr: 'Langue du commentaire (BCP 47), si connue',
    },
    value: ({ language }) => language,
  },
  {
    name: 'evidence_url',
    ...text,
    datatype: 'anyURI',
    title: { en: 'A public page that showed it', fr: 'Page publique qui l’attestait' },
    value: ({ evidenceUrl }) => evidenceUrl,
  },
  ...translationColumns<ReportLine>(
    'note',
    { en: 'What the signatory said of it then', fr: 'Ce que le signataire en a dit alors' },
    ({ translations }) => translations,
  ),
];

export const reportsTable: TableTexts = {
  name: 'reports',
  title: {
    en: 'Progress reports of the signatories of the Pact',
    fr: 'Rapports d’avancement des signataires du Pacte',
  },
  description: {
    en: 'What each progress report said of each pledge.',
    fr: 'Ce que chaque rapport d’avancement a indiqué de chaque engagement.',
  },
  columns: reportColumns,
};
