import { monthsOf } from './month-words.js';
import { typedText } from './typed-text.js';

/** A day as forms ask for it: in three boxes, each as it was typed. */
export interface DayBoxes {
  day: string;
  month: string;
  year: string;
}

/**
 * The boxes as one text for `parseDay`: "2026-10-28"; an empty box becomes a question mark. If
 * `partial`, a year, or a year and month, is enough. A whole day that was pasted into one box is
 * kept as it is.
 */
export function boxesText(
  boxes: DayBoxes,
  { partial = false, language }: { partial?: boolean; language?: string } = {},
): string {
  const [day, month, year] = [boxes.day, boxes.month, boxes.year].map(typedText) as [
    string,
    string,
    string,
  ];
  const filled = [day, month, year].filter((text) => text !== '');
  if (filled.length === 0) return '';
  if (filled.length === 1 && filled[0]!.length > 4) return filled[0]!;
  const parts = [
    fourDigits(bare(year)),
    month === '' ? '' : monthNumber(bare(month), language),
    day === '' ? '' : twoDigits(bare(day)),
  ];
  // A year, or a month of a year.
  const whole = partial ? (parts[2] !== '' ? 3 : parts[1] !== '' ? 2 : 1) : 3;
  return parts
    .slice(0, whole)
    .map((part) => part || '?')
    .join('-');
}

/**
 * Splits a stored day, 2026-10-28, 2026-10 or 2026, into its boxes. Any other text is put into the
 * first one, so that it is visible.
 */
export function boxesOf(text: string): DayBoxes {
  const [, year, month = '', day = ''] =
    /^(\d{4}|\?)(?:-(\d{1,2}|\?)(?:-(\d{1,2}|\?))?)?$/.exec(text) ?? [];
  if (year === undefined) return { day: text, month: '', year: '' };
  const shown = (part: string) => (part === '?' ? '' : part.replace(/^0(?=\d)/, ''));
  return { day: shown(day), month: shown(month), year: year === '?' ? '' : year };
}

/**
 * A number without what people write behind it: "28.", "1er", "1º", "28-го", "2026 г.". Words and
 * anything else stay unchanged.
 */
const bare = (part: string) =>
  /^(\d+) ?(?:[.,]|-?(?:st|nd|rd|th|er|re|ère|º|ª|°|го|е|η|ης|ος)|(?:г|р|r)\.?)$/iu.exec(
    part,
  )?.[1] ?? part;

/** So that 26 is refused as a year, and never taken for a day. */
const fourDigits = (year: string) => (/^\d{1,3}$/.test(year) ? year.padStart(4, '0') : year);
const twoDigits = (part: string) => (/^\d$/.test(part) ? `0${part}` : part);

/**
 * A month may be typed as a word, of the form's language or of another where it means one month
 * only.
 */
function monthNumber(month: string, language: string | undefined): string {
  if (/^\d+$/.test(month)) return twoDigits(month);
  const months = monthsOf(month, language);
  return months.length === 1 ? twoDigits(String(months[0])) : month;
}
