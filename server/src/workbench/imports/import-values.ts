import { factsOfType } from '../../../../contract/facts.js';
import { parseDay, orderOfDays, type DayOrder } from '../../../../contract/day.js';
import { parseDecimal } from '../../../../contract/decimal.js';
import { parseDegrees } from '../../../../contract/degrees.js';
import { parseWholeNumber } from '../../../../contract/whole-number.js';
import { latestDay } from '../../../../contract/clock.js';
import { wordsOfDayFault } from '../../platform/http/fields/days.js';
import type { FieldError } from '../../platform/http/problem.js';
import { clean, cleanName } from '../../platform/text/text.js';
import { dateOfSerial } from '../../platform/spreadsheets/xlsx-dates.js';
import { isTwiceEncoded } from '../../platform/spreadsheets/twice-encoded.js';
import type { SheetCell } from '../../platform/spreadsheets/table.js';
import { countryOf, kindOf } from './import-fields.js';
import type { ImportField } from '../../../../contract/import-fields.js';

/** Properties of all cells of one file. */
export interface ValueContext {
  dayOrder: DayOrder | undefined;
  date1904: boolean;
}

/** A cell in the form for the rules of an edit, or the reason why it cannot be read. */
export type ReadValue = { value: string | number } | { fault: Omit<FieldError, 'pointer'> };

type Reader = (cell: SheetCell, context: ValueContext) => ReadValue;

const readers: Partial<Record<ImportField, Reader>> = {
  countryCode: (cell) => readCountry(String(cell)),
  kind: (cell) => ({ value: kindOf(String(cell)) }),
  signedOn: readDay,
  ...Object.fromEntries(factsOfType('whole').map((name) => [name, readWholeNumber])),
  placeId: readWholeNumber,
  latitude: (cell) => readDegrees(cell, 'latitude'),
  longitude: (cell) => readDegrees(cell, 'longitude'),
};

/** Reads a non-empty cell as the value of a field. */
export function readValue(field: ImportField, cell: SheetCell, context: ValueContext): ReadValue {
  if (isIllegible(clean(String(cell)))) return fault('isLegible', 'holds letters that were lost');
  return (
    readers[field]?.(cell, context) ?? {
      // The name's own rule reports forbidden characters.
      value: typeof cell === 'string' ? cleanName(cell) : textOfCell(cell),
    }
  );
}

/** The order of day and month, taken from the unambiguous dates of a column. */
export function dayOrderOf(cells: SheetCell[]): DayOrder | undefined {
  return orderOfDays(cells.filter((cell) => typeof cell === 'string'));
}

const fault = (key: string, detail: string, params: FieldError['params'] = {}): ReadValue => ({
  fault: { key, params, detail },
});

/**
 * Text that spreadsheet programs write instead of a value or a letter: `#N/A`, `#######`, the sign
 * for a lost letter, a question mark inside a word, UTF-8 that was read as something else.
 */
function isIllegible(text: string): boolean {
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|#+$)/i.test(text)) return true;
  const isAddress = /^(https?:\/\/|www\.)/i.test(text);
  return (
    text.includes('\ufffd') || (!isAddress && /\p{L}\?|\?\p{L}/u.test(text)) || isTwiceEncoded(text)
  );
}

function readCountry(text: string): ReadValue {
  const code = countryOf(text);
  return code === 'XK' ? fault('isKosovo', 'has no code in ISO 3166-1') : { value: code };
}

/** Numbers in a workbook are exact: their point is never a thousands separator. */
function readWholeNumber(cell: SheetCell): ReadValue {
  const amount = typeof cell === 'number' ? cell : parseWholeNumber(cell);
  if (typeof amount === 'number' && Number.isSafeInteger(amount)) return { value: amount };
  return fault('isInt', 'must be a whole number');
}

function readDegrees(cell: SheetCell, axis: 'latitude' | 'longitude'): ReadValue {
  if (typeof cell === 'number') return { value: cell };
  const exact = parseDecimal(cell);
  const degrees = typeof exact === 'number' ? exact : parseDegrees(cell, axis);
  return typeof degrees === 'number' ? { value: degrees } : fault('isNumber', 'must be a number');
}

/**
 * A number without a date format is still a day, because the workbook defines its epoch.
 */
function readDay(cell: SheetCell, { dayOrder, date1904 }: ValueContext): ReadValue {
  const counted = typeof cell === 'number' && cell > 10_000 && cell < 100_000;
  const date = counted ? dateOfSerial(cell, date1904) : undefined;
  if (date) return { value: date };
  const read = parseDay(String(cell), { order: dayOrder, latest: latestDay(), partial: true });
  if (read.kind === 'day') return { value: read.day };
  if (read.kind === 'ambiguous')
    return fault('isOneDayInFile', 'could be several days', { days: read.days.join(' / ') });
  return fault(...wordsOfDayFault(read.error));
}

/** The text of a cell as it is stored: numbers as people read them, without an exponent. */
export function textOfCell(cell: SheetCell | undefined): string {
  if (typeof cell !== 'number') return clean(cell ?? '');
  return cell.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 15 });
}
