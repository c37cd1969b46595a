import { officialFor, officialLanguages, type Language } from '../../../../contract/languages.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { namesOneCase, unknownVariables } from '../templates/template-text.js';
import type { MailingTextDto } from './mailings.dto.js';

/** The letter in one language, complete. */
export type LetterText = Required<MailingTextDto>;

/** @throws Problem 422 for an unknown placeholder. */
export function requireKnownPlaceholders(texts: readonly MailingTextDto[]): void {
  const wrong = texts.flatMap((text, index) =>
    (['subject', 'text'] as const).flatMap((field) =>
      unknownVariables(text[field] ?? '')
        .slice(0, 1)
        .map((name) => ({
          pointer: `/texts/${index}/${field}`,
          key: 'isKnownVariable',
          params: { name },
          detail: `Unknown placeholder {${name}}`,
        })),
    ),
  );
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

/**
 * Checks that the letter can be sent: in both official languages, and complete in each that was
 * begun.
 * @throws Problem 422
 */
export function requireComplete(texts: readonly MailingTextDto[]): LetterText[] {
  const missing: FieldError[] = [
    ...texts.flatMap(({ subject, text }, index) => [
      ...(subject ? [] : [required(`/texts/${index}/subject`)]),
      ...(text ? [] : [required(`/texts/${index}/text`)]),
    ]),
    ...officialLanguages
      .filter((official) => texts.every(({ language }) => language !== official))
      .map(() => required('/texts')),
  ];
  if (missing.length > 0) throw Problem.invalid(missing);
  return texts as LetterText[];
}

const required = (pointer: string): FieldError => ({
  pointer,
  key: 'isNotEmpty',
  params: {},
  detail: 'should not be empty',
});

/** The language in which a reader gets the letter: the reader's own, else the official one. */
export function languageFor(reader: Language, texts: readonly MailingTextDto[]): Language {
  return texts.some(({ language }) => language === reader) ? reader : officialFor(reader);
}

/** Whether its text differs for each signatory. */
export const namesOneSignatory = (texts: readonly MailingTextDto[]): boolean =>
  texts.some(({ subject = '', text = '' }) => namesOneCase(`${subject} ${text}`));
