import { parseDecimal, type DecimalFault } from './decimal.js';
import { typedText } from './typed-text.js';

export type Axis = 'latitude' | 'longitude';

/**
 * Why a text is no latitude or longitude: `direction` does not belong to the axis, contradicts the
 * sign or could be two ("O" is east in German and west in French); `pair` holds both coordinates.
 */
export type DegreesFault = DecimalFault | 'direction' | 'pair';

const words = { n: 'north nord', s: 'south sud süd', e: 'east est', w: 'west ouest' };
const directions = new Map(
  Object.entries(words).flatMap(([letter, names]) =>
    [letter, ...names.split(' ')].map((word) => [word, letter]),
  ),
);
const letters: Record<Axis, { more: string; less: string }> = {
  latitude: { more: 'n', less: 's' },
  longitude: { more: 'e', less: 'w' },
};

/** Two decimals one behind the other, as maps on the web copy them. */
const pair = /^[+-]?\d{1,3}[.,]\d+ ?°? ?\p{L}?(?: ?[,;] ?| )[+-]?\d{1,3}[.,]\d+ ?°? ?\p{L}?$/u;

/**
 * A latitude or longitude in decimal degrees: "48.5734", "48,5734° N", "48° 34′ 24″ N", "S 12°
 * 3.5′". Degrees are rounded to six places, a tenth of a metre.
 */
export function parseDegrees(text: string, axis: Axis): number | DegreesFault {
  const decimal = parseDecimal(text);
  if (typeof decimal === 'number') return rounded(decimal);
  if (decimal === 'empty') return decimal;
  const typed = oneSpelling(typedText(text));
  if (pair.test(typed)) return 'pair';
  const { before = '', sign = '', figures = '', behind = '' } = pattern.exec(typed)?.groups ?? {};
  const given = [before, behind].filter((word) => word !== '');
  const amount = degreesOf(figures, given.length > 0);
  if (amount === undefined) return 'not-a-number';
  const factor = signOf(sign, given, letters[axis]);
  return factor === undefined ? 'direction' : rounded(factor * amount);
}

/** A direction before or behind the figures; a sign only before them. */
const pattern =
  /^(?:(?<before>\p{L}+)\.?)? ?(?<sign>[+-]?) ?(?<figures>\d[^\p{L}]*?) ?(?:(?<behind>\p{L}+)\.?)?$/u;

/**
 * One sign each for the decimal point, degrees, minutes and seconds, of the many that keyboards and
 * word processors make.
 */
function oneSpelling(text: string): string {
  return text
    .replace(/[\u00ba\u02da]/g, '°')
    .replace(/[\u2032\u2019\u2018\u02b9\u00b4`]/g, "'")
    .replace(/''|[\u2033\u201d\u201c\u201e\u02ba]/g, '"')
    .replace(/\u066b/g, '.');
}

function signOf(
  sign: string,
  given: string[],
  { more, less }: { more: string; less: string },
): 1 | -1 | undefined {
  if (given.length === 0) return sign === '-' ? -1 : 1;
  const direction =
    given.length === 1 && sign === '' ? directions.get(given[0]!.toLowerCase()) : undefined;
  if (direction === more) return 1;
  return direction === less ? -1 : undefined;
}

const number = String.raw`\d{1,3}(?:[.,]\d{1,20})?`;
const withMarks = new RegExp(
  `^(${number}) ?°(?: ?(${number})(?: ?'|$)(?: ?(${number})(?: ?"|$))?)?$`,
);
/** Bare figures with spaces between them are degrees and minutes only where a direction says so. */
const withSpaces = new RegExp(`^(${number})(?: (${number})'?(?: (${number})"?)?)?$`);

function degreesOf(figures: string, hasDirection: boolean): number | undefined {
  const found = withMarks.exec(figures) ?? (hasDirection ? withSpaces.exec(figures) : null);
  const given = found?.slice(1).filter((part) => part !== undefined) ?? [];
  // Only the last part may have decimals.
  if (!found || given.slice(0, -1).some((part) => !/^\d+$/.test(part))) return undefined;
  const [degrees = 0, minutes = 0, seconds = 0] = given.map((part) =>
    Number(part.replace(',', '.')),
  );
  return minutes < 60 && seconds < 60 ? degrees + minutes / 60 + seconds / 3600 : undefined;
}

function rounded(degrees: number): number {
  const places = Math.round(degrees * 1e6) / 1e6;
  return places === 0 ? 0 : places;
}
