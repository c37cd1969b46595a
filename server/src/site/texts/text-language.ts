import { isLanguage, type Language } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';

/** The language that an address names. @throws Problem 404. */
export function languageNamed(given: string): Language {
  if (!isLanguage(given)) throw Problem.notFound();
  return given;
}
