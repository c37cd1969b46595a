/**
 * Zeros of the other digits that people type: Arabic, Persian and full width. Superscripts are not
 * among them: 10² is not 102.
 */
const zeros = ['\u0660', '\u06f0', '\uff10'].map((zero) => zero.charCodeAt(0));

/**
 * Prepares input for parsing as a number or a day: removes invisible characters, makes all white
 * space single plain spaces, digits ASCII, and minus signs and dashes hyphens.
 */
export function typedText(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, digit)
    .replace(/[\u2010-\u2013\u2212\ufe63\uff0d]/g, '-')
    .trim();
}

function digit(character: string): string {
  const code = character.charCodeAt(0);
  const zero = zeros.find((first) => code >= first && code < first + 10) ?? code;
  return String(code - zero);
}
