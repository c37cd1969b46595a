import { setImmediate } from 'node:timers/promises';
import type { Identity } from '../../reference/authorities/identity.js';
import { check } from '../../platform/http/validation.js';
import type { FieldError } from '../../platform/http/problem.js';
import { SignatoryContentDto } from '../../register/signatories/signatory-content.dto.js';
import type { SheetCell, SheetRow } from '../../platform/spreadsheets/table.js';
import type { ImportMapping } from './import.entity.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { ImportIdentityDto } from './import-identity.dto.js';
import type { Sheet } from './import-reading.js';
import { dayOrderOf, readValue, textOfCell, type ValueContext } from './import-values.js';

type Values = Partial<Record<ImportField, string | number>>;

/** A row of a file, converted for the register, or its errors. */
export interface ImportRow {
  number: number;
  publicId: string;
  /** Only the values that the row contains. An update leaves the rest unchanged. */
  given: Partial<SignatoryContentDto>;
  content: SignatoryContentDto;
  /** The detail that distinguishes it from its namesakes. */
  identity: Identity;
  errors: FieldError[];
  /** The file's value for each field. */
  raw: Partial<Record<ImportField, string>>;
}

/**
 * Validates every row by the rules of an edit. It yields to other requests between rows, because
 * 5,000 rows take a second.
 */
export async function importRows(sheet: Sheet, mapping: ImportMapping): Promise<ImportRow[]> {
  const context: ValueContext = {
    date1904: sheet.date1904 ?? false,
    dayOrder: mapping.dayOrder ?? dayOrderOf(daysOf(sheet, mapping)),
  };
  const read: ImportRow[] = [];
  for (const row of sheet.rows) {
    read.push(await importRow(row, sheet, mapping, context));
    if (read.length % 100 === 0) await setImmediate();
  }
  return read;
}

/** All names of a row, each once. */
export function namesOf({ content }: ImportRow): string[] {
  const names = [content.nameOfficial, content.nameEn, content.nameFr];
  return [...new Set(names.filter((name): name is string => Boolean(name)))];
}

function identityOf(content: SignatoryContentDto, told: ImportIdentityDto): Identity {
  return {
    kind: content.kind,
    officialCode: content.officialCode ?? null,
    placeId: told.placeId ?? null,
    district: content.district ?? '',
    latitude: content.latitude ?? null,
    longitude: content.longitude ?? null,
  };
}

function daysOf({ rows }: Sheet, { columns }: ImportMapping): SheetCell[] {
  const { signedOn } = columns;
  return signedOn === undefined ? [] : rows.map(({ cells }) => cells[signedOn] ?? '');
}

async function importRow(
  { number, cells }: SheetRow,
  sheet: Sheet,
  mapping: ImportMapping,
  context: ValueContext,
): Promise<ImportRow> {
  const filled = filledCells(cells, mapping);
  const names = new Set<string>(filled.map(([field]) => field));
  const { values, faults } = readCells(filled, context);
  const { publicId = '', placeId, ...content } = values;
  const wanted = { ...defaults(mapping), ...content, ...officialName(content), pledges: [] };
  const { dto, errors: wrong } = await check(SignatoryContentDto, wanted);
  const { dto: told, errors: untold } = await check(ImportIdentityDto, { placeId });
  const errors = [...wrong, ...untold];
  const known = new Set(faults.map(({ pointer }) => pointer));
  const others = errors.filter(({ pointer }) => !known.has(pointer));
  return {
    number,
    publicId: String(publicId).toLowerCase(),
    given: Object.fromEntries(Object.entries(dto).filter(([field]) => names.has(field))),
    content: dto,
    identity: identityOf(dto, told),
    errors: [
      ...faults,
      ...others,
      ...halfPlace(dto, [...faults, ...errors]),
      ...cutWrong(cells, sheet),
    ],
    raw: Object.fromEntries(filled.map(([field, cell]) => [field, textOfCell(cell)])),
  };
}

function filledCells(cells: SheetCell[], { columns }: ImportMapping): [ImportField, SheetCell][] {
  return importFields.flatMap((field) => {
    const index = columns[field];
    const cell = index === undefined ? undefined : cells[index];
    return textOfCell(cell) === '' || cell === undefined ? [] : [[field, cell]];
  });
}

function readCells(cells: [ImportField, SheetCell][], context: ValueContext) {
  const values: Values = {};
  const faults: FieldError[] = [];
  for (const [field, cell] of cells) {
    const read = readValue(field, cell, context);
    if ('value' in read) values[field] = read.value;
    // Validation can only report this field as missing, so `importRow` drops that error.
    else faults.push({ pointer: `/${field}`, ...read.fault });
  }
  return { values, faults };
}

/** A separator inside a value moves everything after it into the next column. */
function cutWrong(cells: SheetCell[], { columns, delimited }: Sheet): FieldError[] {
  if (!delimited || cells.length <= columns.length) return [];
  const params = { cells: cells.length, columns: columns.length };
  return [
    { pointer: '', key: 'isCutRight', params, detail: 'has more cells than there are headings' },
  ];
}

/** Defaults for what the row does not contain. */
function defaults({ kind, countryCode, sourceUrl }: ImportMapping): Record<string, string> {
  return {
    ...(kind ? { kind } : {}),
    ...(countryCode ? { countryCode } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
  };
}

/**
 * An authority with a single name has it as its official name. Numbers in a column of names are
 * names.
 */
function officialName({ nameOfficial, nameEn, nameFr }: Values): Values {
  const name = nameOfficial ?? nameEn ?? nameFr;
  return name === undefined ? {} : { nameOfficial: name };
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
