import { labelled } from '../../../../contract/labelled.js';
import { signatoriesTable } from './columns.js';
import { changesTable } from './change-table.js';
import type { TableTexts } from './data-table.js';
import { dataset } from './dataset.js';
import { pledgesTable } from './pledge-tables.js';
import { reportsTable } from './report-table.js';

/** The current data of the register for the README of the files. */
export interface ReadmeFacts {
  baseUrl: string;
  version: number;
  changedAt: string;
  /** The public log: its name and the keys that its checkpoints are signed with, newest first. */
  log: { name: string; keys: readonly string[] };
}

type InBoth = Record<'en' | 'fr', string>;

const words = {
  state: {
    en: 'Register version {version}, changed at {at}. Web page: {page}',
    fr: 'Version {version} du registre, modifiée à {at}. Page web : {page}',
  },
  files: { en: 'Files and their columns', fr: 'Fichiers et colonnes' },
  formats: {
    en: 'The same table in other formats: {formats}. Types of the columns: {metadata}',
    fr: 'Le même tableau dans d’autres formats : {formats}. Types des colonnes : {metadata}',
  },
  licence: { en: 'Licence', fr: 'Licence' },
  use: {
    en: 'You may use, change and share these files if you name the source: {publisher}.',
    fr:
      'Ces fichiers peuvent être utilisés, modifiés et partagés si la source est citée : ' +
      '{publisher}.',
  },
  check: { en: 'Check the files yourself', fr: 'Vérifier les fichiers soi-même' },
  log: {
    en:
      'Every change to the list is in a public log. The program at {file} reads the log, checks ' +
      'its signatures and compares it with the list of today. It needs Node.js and nothing else:',
    fr:
      'Chaque modification de la liste figure dans un journal public. Le programme {file} lit ' +
      'le journal, vérifie ses signatures et le compare à la liste du jour. Il ne demande que ' +
      'Node.js :',
  },
  name: { en: 'Name of the log', fr: 'Nom du journal' },
  key: { en: 'Public key', fr: 'Clé publique' },
  checkpoint: { en: 'Latest checkpoint', fr: 'Dernier point de contrôle' },
} satisfies Record<string, InBoth>;

/** In which formats each table can be had. */
const tables: readonly (readonly [TableTexts, readonly string[]])[] = [
  [signatoriesTable, ['csv', 'xlsx', 'json', 'geojson', 'jsonld', 'parquet']],
  ...[pledgesTable, reportsTable, changesTable].map(
    (table) => [table, ['csv', 'json', 'parquet']] as const,
  ),
];

/**
 * The README of the files, in English and then in French: what each file and column holds, the
 * licence, and the log's name and key, so that a copy can still be checked years later.
 */
export function readme(facts: ReadmeFacts): string {
  return `${inLanguage('en', facts)}\n---\n\n${inLanguage('fr', facts)}`;
}

function inLanguage(language: 'en' | 'fr', { baseUrl, version, changedAt, log }: ReadmeFacts) {
  const say = (text: InBoth, values: Record<string, string> = {}) =>
    text[language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const publisher = dataset.publisher[language];
  const file = `${baseUrl}/verify/verify-register.mjs`;
  const page = `${baseUrl}/${language}/data`;
  const sections = [
    `# ${dataset.title[language]}`,
    dataset.description[language],
    say(words.state, { version: String(version), at: changedAt, page }),
    `## ${say(words.files)}`,
    ...tables.map(([table, formats]) => aboutTable(table, formats)),
    `## ${say(words.licence)}`,
    `CC BY 4.0 (${dataset.licence}). ${say(words.use, { publisher })}`,
    `## ${say(words.check)}`,
    say(words.log, { file }),
    `    node verify-register.mjs ${baseUrl}`,
    [
      `- ${labelled(say(words.name), log.name, language)}`,
      ...log.keys.map((key) => `- ${labelled(say(words.key), key, language)}`),
      `- ${labelled(say(words.checkpoint), `${baseUrl}/log/checkpoint`, language)}`,
    ].join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;

  function aboutTable(table: TableTexts, formats: readonly string[]): string {
    const address = `${baseUrl}/api/v1/${table.name}`;
    const others = formats.slice(1).map((format) => `${table.name}.${format}`);
    const metadata = `${address}.csv-metadata.json`;
    return [
      `### ${address}.${formats[0]}`,
      table.description[language],
      say(words.formats, { formats: others.join(', '), metadata }),
      table.columns.map(({ name, title }) => `- ${name}: ${title[language]}`).join('\n'),
    ].join('\n\n');
  }
}
