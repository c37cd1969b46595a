import type { NamedTable, SheetCell, SheetRow } from '../../../platform/spreadsheets/table.js';
import { hasOfficialCodes, wholeCode } from './lau-codes.js';

/** A local administrative unit and its NUTS 3 region. */
export interface LauRow {
  /** ISO 3166-1 alpha-2. */
  country: string;
  code: string;
  nuts: string;
  /** Whether leading zeros were missing. */
  restored: boolean;
  /** For a message: where it is in the file. */
  place: string;
}

/** The file is not the table that was asked for; the message says where, for the operator. */
export class WrongLauTable extends Error {}

/** Eurostat's own codes of countries: https://ec.europa.eu/eurostat (NUTS, principles). */
const iso: Record<string, string> = { EL: 'GR', UK: 'GB' };
const isoOf = (code: string) => iso[code] ?? code;

/** The rows in which the headings are looked for: a title may be above them. */
const headRows = 10;

interface Head {
  nuts: number;
  lau: number;
  row: number;
}

/**
 * The units of all sheets. In Eurostat's workbook each country has a sheet with its code; a CSV may
 * hold one country or several. @throws WrongLauTable
 */
export function readLauTable(tables: NamedTable[], nutsEdition: number): LauRow[] {
  const found = tables.flatMap((table) => {
    const head = headOf(table, nutsEdition);
    if (head) return rowsOf(table, head);
    if (table.name && !hasOfficialCodes(isoOf(table.name))) return [];
    throw new WrongLauTable(
      `${inSheet(table)}there are no headings NUTS 3 CODE and LAU CODE in the first rows`,
    );
  });
  checkLengths(found);
  return found;
}

const inSheet = ({ name }: NamedTable) => (name ? `sheet ${name}: ` : '');

const heading = (cell: SheetCell | undefined) =>
  String(cell ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Editions of two classifications have a column for each: the one of the year counts. */
function headOf({ rows }: NamedTable, nutsEdition: number): Head | undefined {
  for (const [row, { cells }] of rows.slice(0, headRows).entries()) {
    const names = cells.map(heading);
    const nutsOf = (name: string) => /^NUTS ?3( CODE)?( (NUTS )?(\d{4}))?$/.exec(name);
    const dated = names.findIndex((name) => nutsOf(name)?.[4] === String(nutsEdition));
    const nuts = dated >= 0 ? dated : names.findIndex((name) => nutsOf(name) && !nutsOf(name)![4]);
    // The code with its country before it is text, so that it has kept its zeros.
    const european = names.indexOf('EU LAU CODE');
    const lau = european >= 0 ? european : names.indexOf('LAU CODE');
    if (nuts >= 0 && lau >= 0) return { nuts, lau, row };
  }
  return undefined;
}

function rowsOf(table: NamedTable, { nuts, lau, row }: Head): LauRow[] {
  return table.rows.slice(row + 1).flatMap((line) => {
    const place = `${inSheet(table)}row ${line.number}`;
    const [region, unit] = [textAt(line, nuts), textAt(line, lau)];
    if (region === '' && unit === '') return [];
    const fail = (column: number, text: string): never => {
      const name = String(table.rows[row]!.cells[column]).replace(/\s+/g, ' ');
      throw new WrongLauTable(`${place}, column ${name}: ${text}`);
    };
    if (!/^[A-Z]{2}[A-Z0-9]{3}$/.test(region))
      fail(nuts, region ? `“${region}” is no code of a NUTS 3 region` : 'it is empty');
    const ofRegion = region.slice(0, 2);
    if (table.name && ofRegion !== table.name) fail(nuts, `“${region}” is not in ${table.name}`);
    const country = isoOf(ofRegion);
    // The register has no codes of such a country, so their form does not matter.
    if (!hasOfficialCodes(country))
      return [{ country, code: unit, nuts: region, restored: false, place }];
    const bare = unitIn(country, unit, (text) => fail(lau, text));
    const code = wholeCode(country, bare);
    return [{ country, code, nuts: region, restored: code !== bare, place }];
  });
}

/** The code of a unit without the country before it. */
function unitIn(country: string, unit: string, fail: (text: string) => never): string {
  const [, prefix, bare] = /^(?:([A-Z]{2})_)?([A-Z0-9]{1,16})$/.exec(unit) ?? [];
  if (!bare) return fail(unit ? `“${unit}” is no code of a LAU` : 'it is empty');
  if (prefix && isoOf(prefix) !== country) return fail(`“${unit}” is not in ${country}`);
  return bare;
}

/** A workbook has a code as a number or as a text. */
function textAt({ cells }: SheetRow, column: number): string {
  return String(cells[column] ?? '')
    .trim()
    .toUpperCase();
}

/** Zeros may be missing where others have them; codes that are all too short are other codes. */
function checkLengths(rows: LauRow[]): void {
  const whole = new Set(rows.filter(({ restored }) => !restored).map(({ country }) => country));
  const short = rows.find(({ country, restored }) => restored && !whole.has(country));
  if (short)
    throw new WrongLauTable(
      `${short.place}: all LAU codes of ${short.country} are too short, so they are not those of ` +
        'Eurostat, or all have lost their leading zeros',
    );
}
