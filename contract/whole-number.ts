import { typedText } from './typed-text.js';

/**
 * Why a text is no whole number: `not-whole` has decimals, `too-large` cannot be counted exactly.
 */
export type WholeNumberFault = 'empty' | 'not-a-number' | 'not-whole' | 'too-large';

/**
 * The marks between thousands: point, comma, space, the apostrophes of several keyboards, the
 * Arabic mark.
 */
const marks = ".,'\u2019\u2018\u02bc\u00b4`\u066c ";
const grouped = new RegExp(`^[1-9]\\d{0,2}(?:([${marks}])\\d{3}(?:\\1\\d{3})*)$`);
const withDecimals = new RegExp(`^\\d+(?:[${marks}]\\d{3})*[.,\u066b]\\d+$`);

/**
 * The whole number that a text means: "12.000", "12,000", "12 000" and "12'000" are 12000 all over
 * Europe. Thousands are marked one way throughout and in threes, so that no decimal is ever taken
 * for them: "12.5", "12.00" and "0.123" are faults.
 */
export function parseWholeNumber(text: string): number | WholeNumberFault {
  const typed = typedText(text);
  if (typed === '') return 'empty';
  const [, sign, digits] = /^([+-]?) ?(.*)$/.exec(typed)!;
  if (/^\d+$/.test(digits!) || grouped.test(digits!))
    return exact(Number(digits!.replace(/\D/g, '')), sign === '-');
  return withDecimals.test(digits!) ? 'not-whole' : 'not-a-number';
}

function exact(amount: number, negative: boolean): number | WholeNumberFault {
  if (!Number.isSafeInteger(amount)) return 'too-large';
  return negative && amount !== 0 ? -amount : amount;
}
