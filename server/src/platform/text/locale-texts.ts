import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../../contract/languages.js';

/** `locales/` is at the same relative path from this file in the checkout and in `dist`. */
const folder = join(import.meta.dirname, '../../../../locales');

export type TextFile = 'public' | 'errors' | 'mail' | 'papers' | 'pact' | 'staff' | 'replies';

/**
 * The texts of one kind in one language, read once at startup.
 * @throws when the file is missing.
 */
export function readTexts<Texts>(language: Language, kind: TextFile): Texts {
  return JSON.parse(readFileSync(join(folder, language, `${kind}.json`), 'utf8')) as Texts;
}
