import type { SignatoryDto } from '../public/public.dto.js';
import { columns } from '../open-data/columns.js';
import type { DataColumn } from '../open-data/data-table.js';

/** A property of signatories: a column of signatories.csv. */
export interface Property {
  id: string;
  name: string;
  description: string;
}

/** A value as the protocol writes it. */
export type PropertyValue =
  { str: string } | { int: number } | { float: number } | { date: string };

const properties = new Map(columns.map((column) => [column.name, column]));

const told = ({ name, title }: DataColumn<SignatoryDto>): Property => ({
  id: name,
  name: title.en,
  description: title.fr,
});

export function propertyOf(id: string): Property | undefined {
  const column = properties.get(id);
  return column && told(column);
}

/**
 * Properties whose name or identifier has a word with this prefix; all of them for an empty one.
 */
export function propertiesLike(prefix: string): Property[] {
  const wanted = prefix.trim().toLowerCase();
  return columns
    .map(told)
    .filter(({ id, name, description }) =>
      [id, name, description].some((text) =>
        ` ${text.toLowerCase().replaceAll('_', ' ')} ${text.toLowerCase()}`.includes(` ${wanted}`),
      ),
    );
}

/** A signatory's values of a property: several, one, or none. */
export function valuesOf(id: string, signatory: SignatoryDto, baseUrl: string): PropertyValue[] {
  const column = properties.get(id)!;
  const cell = column.value(signatory, baseUrl);
  if (cell === null) return [];
  if (typeof cell === 'number')
    return [column.datatype === 'integer' ? { int: cell } : { float: cell }];
  if (column.kind === 'moment') return [{ date: new Date(String(cell)).toISOString() }];
  const text = String(cell);
  const parts = column.separator ? text.split(column.separator) : [text];
  return parts.map((str) => ({ str }));
}
