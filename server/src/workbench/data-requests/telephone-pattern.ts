/** Separators between the digits of a telephone number. */
const gap = String.raw`[\s\p{Pd}().,/·•_]{0,6}`;
/** The calling codes of one and two digits (ITU-T E.164); every other one has three. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
const fewestDigits = 6;

/**
 * Finds a telephone number however it is spaced, with or without the country's code. Null for one
 * too short to be distinguished from other numbers.
 */
export function telephonePattern(number: string): RegExp | null {
  const digits = subscriberDigits(number);
  if (digits.length < fewestDigits) return null;
  const code = String.raw`(?:(?:\+|00)${gap}\d(?:${gap}\d){0,2}${gap})?`;
  return new RegExp(
    String.raw`(?<![\p{N}+])${code}\(?0?\)?${gap}${[...digits].join(gap)}(?!\p{N})`,
    'giu',
  );
}

/**
 * The digits that every spelling of a number ends with, without the country code and the national
 * trunk prefix 0.
 */
export function subscriberDigits(number: string): string {
  const international = /^\s*(?:\+|00)/.test(number);
  const digits = number
    .replace(/\(0\)/g, '')
    .replace(/\P{Nd}/gu, '')
    .replace(/^00/, '');
  return (international ? digits.replace(callingCode, '') : digits).replace(/^0+/, '');
}
