/**
 * Ids, codes, numbers, dates, hashes and addresses of pages: nothing that anybody wrote has only
 * these characters, and no address or telephone number.
 */
const plain = /^[\w.,:/-]{0,300}$/;

/**
 * Nothing can be taken out of the trail, so nothing may go into it that a person could ask to have
 * erased: events name what changed, the words themselves are kept where they can be erased.
 * @throws Error naming the first detail that is somebody's words.
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
