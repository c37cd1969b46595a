import { isFarCountry } from '../../../../contract/countries.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import type { ImportRow } from './import-rows.js';
import type { ReadValueDto } from './import-check.dto.js';

/**
 * Values that were interpreted: a colleague sees each before it is imported. Equal ones are
 * counted.
 */
export function readValuesOf(rows: ImportRow[]): ReadValueDto[] {
  const found = new Map<string, ReadValueDto>();
  for (const { raw, content, errors } of rows) {
    const wrong = new Set(errors.map(({ pointer }) => pointer.slice(1)));
    for (const field of importFields) {
      const written = raw[field];
      const value = valueOf(content, field);
      if (written === undefined || value === undefined || value === written || wrong.has(field))
        continue;
      const key = `${field}\n${written}`;
      const known = found.get(key) ?? { field, raw: written, value, rows: 0 };
      found.set(key, { ...known, rows: known.rows + 1 });
    }
  }
  return [...found.values()];
}

function valueOf(content: ImportRow['content'], field: ImportField): string | undefined {
  const value = (content as Partial<Record<ImportField, string | number | null>>)[field];
  return value === undefined || value === null ? undefined : String(value);
}

/** Whether a row has a date that is ambiguous without the order of day and month. */
export function isDayOrderNeeded(faulty: ImportRow[]): boolean {
  return faulty.some(({ errors }) => errors.some(({ key }) => key === 'isOneDayInFile'));
}

/** The countries outside Europe, each once. */
export function farCountriesOf(rows: ImportRow[]): string[] {
  return [...new Set(rows.map(({ content }) => content.countryCode).filter(isFarCountry))].sort();
}
