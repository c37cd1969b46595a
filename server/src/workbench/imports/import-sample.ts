import { eachFact, factOf } from '../../../../contract/facts.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { csvLine } from '../../platform/spreadsheets/csv.js';
import { headingOf } from './import-fields.js';

/** Two rows that can be imported as they are, as an example. */
const facts = eachFact((name) => String(factOf(name).example));
const rows: Partial<Record<ImportField, string>>[] = [
  {
    ...facts,
    website: 'https://www.example.org',
    population: '12345',
    nameOfficial: 'Musterstadt',
    nameEn: 'Musterstadt',
    nameFr: 'Musterstadt',
    countryCode: 'DE',
    kind: 'municipality',
    region: 'Nordrhein-Westfalen',
    signedOn: '2026-05-31',
    sourceUrl: 'https://www.example.org/council/2026-05-31',
  },
  {
    nameOfficial: 'Région Exemple',
    nameEn: 'Example Region',
    nameFr: 'Région Exemple',
    countryCode: 'FR',
    kind: 'region',
    signedOn: '2026',
  },
];
const columns = importFields.filter((field) => rows.some((row) => row[field] !== undefined));

/** The file that the import page offers as an example. */
export function sampleFile(): string {
  const lines = [
    columns.map(headingOf),
    ...rows.map((row) => columns.map((field) => row[field] ?? '')),
  ];
  return `\uFEFF${lines.map(csvLine).join('')}`;
}
