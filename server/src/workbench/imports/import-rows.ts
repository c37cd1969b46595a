import { setImmediate } from 'node:timers/promises';
import { check } from '../../platform/http/validation.js';
import type { FieldError } from '../../platform/http/problem.js';
import { clean } from '../../platform/text/text.js';
import { SignatoryContentDto } from '../../register/signatories/signatory-content.dto.js';
import type { SheetRow } from '../../platform/spreadsheets/read-sheet.js';
import type { ImportMapping } from './import.entity.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { countryOf, dayOf, kindOf } from './import-fields.js';

/** A row of a file as the register would take it, or what is wrong with it. */
export interface ImportRow {
  number: number;
  publicId: string;
  /** Only what the row says: an update leaves the rest as it is. */
  given: Partial<SignatoryContentDto>;
  content: SignatoryContentDto;
  errors: FieldError[];
  /** What stands in the file for each field. */
  raw: Partial<Record<ImportField, string>>;
}

const readers: Partial<Record<ImportField, (text: string) => string>> = {
  countryCode: countryOf,
  kind: kindOf,
  signedOn: dayOf,
};

/**
 * Judges every row by the rules of an edit. Others get their turn meanwhile: 5,000 rows take a
 * second.
 */
export async function importRows(rows: SheetRow[], mapping: ImportMapping): Promise<ImportRow[]> {
  const read: ImportRow[] = [];
  for (const row of rows) {
    read.push(await importRow(row, mapping));
    if (read.length % 100 === 0) await setImmediate();
  }
  return read;
}

async function importRow({ number, cells }: SheetRow, mapping: ImportMapping): Promise<ImportRow> {
  const raw = rawOf(cells, mapping);
  const { publicId = '', ...values } = Object.fromEntries(
    Object.entries(raw).map(([field, text]) => [
      field,
      (readers[field as ImportField] ?? String)(text),
    ]),
  ) as Partial<Record<ImportField, string>>;
  const wanted = { ...defaults(mapping), ...values, ...officialName(values), pledges: [] };
  const { dto, errors } = await check(SignatoryContentDto, wanted);
  const given = Object.fromEntries(
    Object.entries(dto).filter(([field]) => raw[field as ImportField] !== undefined),
  );
  return {
    number,
    publicId: publicId.toLowerCase(),
    given,
    content: dto,
    errors: [...errors, ...halfPlace(dto, errors)],
    raw,
  };
}

function rawOf(cells: string[], { columns }: ImportMapping): ImportRow['raw'] {
  const entries = importFields.flatMap((field) => {
    const index = columns[field];
    const text = index === undefined ? '' : clean(cells[index] ?? '');
    return text === '' ? [] : [[field, text] as const];
  });
  return Object.fromEntries(entries);
}

/** What the row does not say itself. */
function defaults({ kind, countryCode, sourceUrl }: ImportMapping): Record<string, string> {
  return {
    ...(kind ? { kind } : {}),
    ...(countryCode ? { countryCode } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
  };
}

/** Whoever is known by one name only is called so officially. */
function officialName({ nameOfficial, nameEn, nameFr }: Partial<Record<ImportField, string>>): {
  nameOfficial?: string;
} {
  const name = nameOfficial ?? nameEn ?? nameFr;
  return name ? { nameOfficial: name } : {};
}

function halfPlace(
  { latitude, longitude }: SignatoryContentDto,
  errors: FieldError[],
): FieldError[] {
  const half = (latitude === undefined) !== (longitude === undefined);
  if (!half || errors.some(({ pointer }) => pointer === '/latitude' || pointer === '/longitude'))
    return [];
  return [
    {
      pointer: latitude === undefined ? '/latitude' : '/longitude',
      key: 'isNotEmpty',
      params: {},
      detail: 'enter both or none',
    },
  ];
}
