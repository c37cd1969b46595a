/**
 * Ids, codes, numbers, dates, hashes and addresses of pages: typed text has other characters, and
 * so do mail addresses and telephone numbers.
 */
const plain = /^[\w.,:/-]{0,300}$/;

/**
 * Nothing can be removed from the trail, so it must not contain anything that a person could ask to
 * have erased. Events refer to the change; the text itself is stored where it can be erased.
 * @throws Error naming the first detail that is free text.
 */
export function requireNoWords(details: unknown, place = 'details'): void {
  if (typeof details === 'string' && !plain.test(details))
    throw new Error(`The audit trail keeps nobody's words: ${place}`);
  if (typeof details !== 'object' || details === null) return;
  for (const [key, value] of Object.entries(details)) {
    requireNoWords(key, `${place}.${key}`);
    requireNoWords(value, `${place}.${key}`);
  }
}
