import { csv } from '../../platform/spreadsheets/csv.js';
import { xlsx } from '../../platform/spreadsheets/xlsx.js';
import type { RegisterState } from '../public/register-rows.service.js';
import { columns, rowsOf } from './columns.js';
import { dataset } from './dataset.js';
import { features } from './geojson.js';
import { jsonWithList } from './json.js';
import { exportContext, graphOf } from './json-ld.js';

export type FormatName = 'csv' | 'xlsx' | 'json' | 'geojson' | 'jsonld';

export interface Format {
  mediaType: string;
  /** Writes one snapshot of the register in chunks. */
  write(state: RegisterState, baseUrl: string): AsyncGenerator<string | Buffer>;
}

/** The same signatories in five formats. */
export const formats: Record<FormatName, Format> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    write: ({ signatories }, baseUrl) => csv({ columns, rows: rowsOf(signatories, baseUrl) }),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ signatories }, baseUrl) =>
      xlsx([{ name: 'Signatories', columns, rows: rowsOf(signatories, baseUrl) }]),
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
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
};

/** Adds version and licence: a file that is passed on should state its own origin. */
function credited({ version, changedAt }: { version: number; changedAt: string }): object {
  return { version, changedAt, licence: dataset.licence, attribution: dataset.publisher.en };
}
