/**
 * How many letters a text has, as every limit counts them: spaces at its ends are no part of it, an
 * emoji is one letter, and a mark that only says how to draw one is none.
 */
export function lettersIn(text: string): number {
  return [
    ...text
      .normalize('NFC')
      .trim()
      .replace(/([^\ufe0e\ufe0f])[\ufe0e\ufe0f]/gu, '$1'),
  ].length;
}
