import unhomoglyph from 'unhomoglyph';
import { identityKey } from './text.js';

const withoutAccents = (name: string) => name.normalize('NFD').replace(/\p{M}+/gu, '');

/**
 * The key of the name that a text looks like, by Unicode's table of confusable characters (UTS 39):
 * a zero counts as an O, and r followed by n as an m.
 * @returns null if that is the text's own key, as for nearly every name.
 */
export function meantByLookAlike(name: string): string | null {
  const seen = identityKey(unhomoglyph(withoutAccents(name)).replaceAll('rn', 'm'));
  return seen === identityKey(name) ? null : seen;
}
