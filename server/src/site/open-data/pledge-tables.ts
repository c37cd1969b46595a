import type { PledgeDto, ReportedProgressDto } from '../public/pledge.dto.js';
import type { SignatoryDto } from '../public/public.dto.js';
import type { DataColumn, TableTexts } from './data-table.js';
import { pledgeAddress } from './dataset.js';
import { translationColumns } from './translation-columns.js';

export type Of = Pick<SignatoryDto, 'names' | 'countryCode' | 'demo'>;

/** A pledge with its signatory. */
export interface PledgeLine extends Omit<PledgeDto, 'reports' | 'files'>, Of {
  signatoryId: string;
  /** Since when reports have had the present `progress`; null if none has. */
  progressSince: string | null;
  /** The day on which a report first said so. */
  underWayOn: string | null;
  doneOn: string | null;
  droppedOn: string | null;
}

export async function* pledgeLines(
  signatories: AsyncIterable<SignatoryDto>,
): AsyncGenerator<PledgeLine> {
  for await (const { id: signatoryId, names, countryCode, demo, pledges } of signatories)
    for (const { reports, files: _, ...pledge } of pledges)
      yield {
        ...{ ...pledge, signatoryId, names, countryCode, demo },
        progressSince: sinceWhen(pledge.progress, reports),
        underWayOn: firstDay('under_way', reports),
        doneOn: firstDay('done', reports),
        droppedOn: firstDay('dropped', reports),
      };
}

function firstDay(state: PledgeDto['progress'], reports: ReportedProgressDto[]): string | null {
  return reports.find(({ progress }) => progress === state)?.reportedOn ?? null;
}

/** The first of the last reports that all say the same. */
function sinceWhen(state: PledgeDto['progress'], reports: ReportedProgressDto[]): string | null {
  const other = reports.findLastIndex(({ progress }) => progress !== state);
  return reports[other + 1]?.reportedOn ?? null;
}

export const day = { kind: 'day', datatype: 'date' } as const;
export const text = { kind: 'text' } as const;

/** The signatory of the pledge, in the same columns of both tables. */
export const signatoryColumns: readonly DataColumn<Of & { signatoryId: string }>[] = [
  {
    name: 'signatory_id',
    ...text,
    required: true,
    title: { en: 'Identifier of the signatory', fr: 'Identifiant du signataire' },
    value: ({ signatoryId }) => signatoryId,
  },
  {
    name: 'signatory_name',
    ...text,
    required: true,
    title: { en: 'Official name of the signatory', fr: 'Nom officiel du signataire' },
    value: ({ names }) => names.official,
  },
  {
    name: 'country_code',
    ...text,
    required: true,
    title: { en: 'Country (ISO 3166-1 alpha-2)', fr: 'Pays (ISO 3166-1 alpha-2)' },
    value: ({ countryCode }) => countryCode,
  },
];

/** The promise, in the same columns of both tables. */
export const promiseColumns: readonly DataColumn<Pick<PledgeDto, 'pillar' | 'action'>>[] = [
  {
    name: 'pillar',
    ...text,
    required: true,
    title: { en: 'Pillar of the Pact', fr: 'Pilier du Pacte' },
    value: ({ pillar }) => pillar,
  },
  {
    name: 'action',
    ...text,
    title: {
      en: 'Code of the action of the Pact; empty for own words',
      fr: 'Code de l’action du Pacte ; vide si l’engagement est libre',
    },
    value: ({ action }) => action,
  },
];

export const demo: DataColumn<Of> = {
  name: 'demo',
  kind: 'boolean',
  datatype: 'boolean',
  required: true,
  title: { en: 'Demonstration data, not a real signatory', fr: 'Donnée de démonstration' },
  value: (line) => line.demo,
};

export const progressTitle = {
  en: 'Progress: planned, under_way, done or dropped',
  fr: 'Avancement : planned (prévu), under_way (en cours), done (réalisé) ou dropped (abandonné)',
};

export const pledgeColumns: readonly DataColumn<PledgeLine>[] = [
  {
    name: 'id',
    ...text,
    required: true,
    title: { en: 'Identifier of the pledge', fr: 'Identifiant de l’engagement' },
    value: ({ id }) => id,
  },
  {
    name: 'url',
    ...text,
    datatype: 'anyURI',
    required: true,
    title: { en: 'Address that never changes', fr: 'Adresse permanente' },
    value: ({ signatoryId, id }, baseUrl) => pledgeAddress(baseUrl, signatoryId, id),
  },
  ...signatoryColumns,
  ...promiseColumns,
  {
    name: 'pact_version',
    kind: 'number',
    datatype: 'integer',
    required: true,
    title: {
      en: 'Version of the Pact under which it was made',
      fr: 'Version du Pacte sous laquelle il a été pris',
    },
    value: ({ pactVersion }) => pactVersion,
  },
  {
    name: 'own_words',
    ...text,
    title: {
      en: 'Pledge in the signatory’s own words',
      fr: 'Engagement tel que le signataire l’a formulé',
    },
    value: ({ ownWords }) => ownWords,
  },
  {
    name: 'own_words_language',
    ...text,
    title: { en: 'Language of the own words (BCP 47)', fr: 'Langue de ces termes (BCP 47)' },
    value: ({ ownWordsLanguage }) => ownWordsLanguage,
  },
  {
    name: 'target_year',
    kind: 'number',
    datatype: 'integer',
    title: { en: 'Year by which it is to be kept', fr: 'Année visée' },
    value: ({ targetYear }) => targetYear,
  },
  {
    name: 'lead_department',
    ...text,
    title: { en: 'Department in charge', fr: 'Service responsable' },
    value: ({ leadDepartment }) => leadDepartment,
  },
  {
    name: 'progress',
    ...text,
    required: true,
    title: progressTitle,
    value: ({ progress }) => progress,
  },
  {
    name: 'progress_since',
    ...day,
    title: {
      en: 'Day of the report since which reports have said so',
      fr: 'Jour du rapport depuis lequel les rapports l’indiquent',
    },
    value: ({ progressSince }) => progressSince,
  },
  {
    name: 'under_way_on',
    ...day,
    title: {
      en: 'Day of the first report that said under way',
      fr: 'Jour du premier rapport indiquant « en cours »',
    },
    value: ({ underWayOn }) => underWayOn,
  },
  {
    name: 'done_on',
    ...day,
    title: {
      en: 'Day of the first report that said done',
      fr: 'Jour du premier rapport indiquant « réalisé »',
    },
    value: ({ doneOn }) => doneOn,
  },
  {
    name: 'dropped_on',
    ...day,
    title: {
      en: 'Day of the first report that said dropped',
      fr: 'Jour du premier rapport indiquant « abandonné »',
    },
    value: ({ droppedOn }) => droppedOn,
  },
  {
    name: 'progress_note',
    ...text,
    title: { en: 'What the signatory says of it', fr: 'Ce que le signataire en dit' },
    value: ({ progressNote }) => progressNote,
  },
  {
    name: 'evidence_url',
    ...text,
    datatype: 'anyURI',
    title: { en: 'A public page that shows it', fr: 'Page publique qui l’atteste' },
    value: ({ evidenceUrl }) => evidenceUrl,
  },
  {
    name: 'reported_on',
    ...day,
    title: { en: 'Day of the last report', fr: 'Jour du dernier rapport' },
    value: ({ reportedOn }) => reportedOn,
  },
  demo,
  {
    name: 'seen_on',
    ...day,
    title: {
      en: 'Day on which the Congress marked it as seen',
      fr: 'Jour où le Congrès l’a marqué comme vu',
    },
    value: ({ seenOn }) => seenOn,
  },
  ...translationColumns<PledgeLine>(
    'own_words',
    { en: 'Own words', fr: 'Ses propres termes' },
    ({ ownWordsTranslations }) => ownWordsTranslations,
  ),
  ...translationColumns<PledgeLine>(
    'progress_note',
    { en: 'What the signatory says of it', fr: 'Ce que le signataire en dit' },
    ({ progressNoteTranslations }) => progressNoteTranslations,
  ),
];

export const pledgesTable: TableTexts = {
  name: 'pledges',
  title: {
    en: 'Pledges of the signatories of the Pact',
    fr: 'Engagements des signataires du Pacte',
  },
  description: {
    en: 'One line per pledge, with its progress and the days on which reports first said so.',
    fr: 'Une ligne par engagement, avec son avancement et les jours où un rapport l’a indiqué.',
  },
  columns: pledgeColumns,
  about: '{+url}',
};
