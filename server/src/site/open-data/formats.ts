import { csv } from '../../platform/spreadsheets/csv.js';
import { parquet } from '../../platform/spreadsheets/parquet.js';
import { xlsx } from '../../platform/spreadsheets/xlsx.js';
import type { RegisterState } from '../public/register-rows.service.js';
import { columns } from './columns.js';
import { rowsOf, type DataColumn } from './data-table.js';
import { dataset } from './dataset.js';
import { features } from './geojson.js';
import { jsonWithList } from './json.js';
import { exportContext, graphOf } from './json-ld.js';

export type TableFormat = 'csv' | 'json' | 'parquet';
export type FormatName = TableFormat | 'xlsx' | 'geojson' | 'jsonld';

export interface Format {
  mediaType: string;
  /** Whether it includes the reports on each pledge. */
  reports?: boolean;
  /**
   * Writes one snapshot of the register in chunks.
   * @param mark for a CSV: begins with the mark by which spreadsheets recognise UTF-8.
   */
  write(state: RegisterState, baseUrl: string, mark?: boolean): AsyncGenerator<string | Buffer>;
}

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const satisfies Record<TableFormat, string>;

/** The same signatories in six formats. */
export const formats: Record<FormatName, Format> = {
  csv: {
    mediaType: mediaTypes.csv,
    write: ({ signatories }, baseUrl, mark) =>
      csv({ columns, rows: rowsOf(columns, signatories, baseUrl) }, mark),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ signatories }, baseUrl) =>
      xlsx([{ name: 'Signatories', columns, rows: rowsOf(columns, signatories, baseUrl) }]),
  },
  json: {
    mediaType: mediaTypes.json,
    reports: true,
    write: ({ signatories, ...register }) => jsonWithList(credited(register), 'items', signatories),
  },
  geojson: {
    mediaType: 'application/geo+json',
    write: ({ signatories, ...register }, baseUrl) =>
      jsonWithList(
        { type: 'FeatureCollection', ...credited(register) },
        'features',
        features(signatories, baseUrl),
      ),
  },
  jsonld: {
    mediaType: 'application/ld+json',
    write: ({ signatories, ...register }, baseUrl) =>
      jsonWithList(
        { '@context': exportContext },
        '@graph',
        graphOf(signatories, baseUrl, register),
      ),
  },
  parquet: {
    mediaType: mediaTypes.parquet,
    write: ({ signatories }, baseUrl) => parquet(columns, rowsOf(columns, signatories, baseUrl)),
  },
};

/** Lines of another table in one of its formats. */
export function tableIn<Line extends object>(
  format: TableFormat,
  { columns, lines }: { columns: readonly DataColumn<Line>[]; lines: AsyncIterable<Line> },
  register: Credited & { baseUrl: string; mark: boolean },
): AsyncGenerator<string | Buffer> {
  const { baseUrl, mark, ...state } = register;
  if (format === 'json') return jsonWithList(credited(state), 'items', lines);
  const rows = rowsOf(columns, lines, baseUrl);
  return format === 'csv' ? csv({ columns, rows }, mark) : parquet(columns, rows);
}

interface Credited {
  version: number;
  changedAt: string;
  asOf?: string | undefined;
}

/** Adds version and licence: a file that is passed on should state its own origin. */
function credited({ version, changedAt, asOf }: Credited): object {
  const day = asOf ? { asOf } : {};
  return {
    version,
    changedAt,
    ...day,
    licence: dataset.licence,
    attribution: dataset.publisher.en,
  };
}

/** The name of a file; of another day than today it says which. */
export function fileName(name: string, format: FormatName, { asOf }: { asOf?: string }): string {
  return asOf ? `${name}-${asOf}.${format}` : `${name}.${format}`;
}
