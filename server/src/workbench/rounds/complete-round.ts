import { dayInStrasbourg } from '../../../../contract/clock.js';
import { officialLanguages } from '../../../../contract/languages.js';
import {
  asksLast,
  optionsOf,
  roundFiles,
  type RoundQuestion,
} from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { daysAfter } from '../../register/reporting/reporting-guards.js';
import type { Round, RoundText } from '../../register/rounds/round-content.js';
import { variablesIn } from '../templates/template-text.js';

/**
 * A round can be opened when it is written in both official languages, complete in each that was
 * begun, and has a last day that leaves time to answer.
 * @throws Problem 422
 */
export function requireCompleteRound({ texts, questions, lastDay }: Round): void {
  const wrong = [
    ...dayFaults(lastDay),
    ...(questions.length === 0 ? [fault('/questions', 'isNotEmpty')] : []),
    ...(questions.filter(asksLast).length > roundFiles
      ? [fault('/questions', 'areRoundFiles', { max: roundFiles })]
      : []),
    ...officialLanguages
      .filter((official) => texts.every(({ language }) => language !== official))
      .map(() => fault('/texts', 'isNotEmpty')),
    ...questions.flatMap(({ min, max }, place) =>
      min !== null && max !== null && min > max
        ? [fault(`/questions/${place}/max`, 'min', { min })]
        : [],
    ),
    ...texts.flatMap((text, index) => textFaults(text, `/texts/${index}`, questions, texts[0]!)),
    ...placeholdersOf(texts),
  ];
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

/** @throws Problem 422 for a placeholder. */
export function requireNoPlaceholders(texts: readonly RoundText[]): void {
  const wrong = placeholdersOf(texts);
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

/** A letter would fill it in; the form and the page of the public show these words as they are. */
const placeholdersOf = (texts: readonly RoundText[]): FieldError[] =>
  texts.flatMap((text, index) =>
    (['title', 'intro'] as const).flatMap((field) =>
      variablesIn(text[field])
        .slice(0, 1)
        .map((name) => fault(`/texts/${index}/${field}`, 'isKnownVariable', { name })),
    ),
  );

function dayFaults(lastDay: string | null): FieldError[] {
  if (lastDay === null) return [fault('/lastDay', 'isNotEmpty')];
  const [first, last] = [
    daysAfter(dayInStrasbourg(), 1),
    daysAfter(dayInStrasbourg(), limits.roundDays),
  ];
  return lastDay < first || lastDay > last
    ? [fault('/lastDay', 'isRoundDay', { days: limits.roundDays })]
    : [];
}

function textFaults(
  { title, intro, questions: words }: RoundText,
  at: string,
  questions: readonly RoundQuestion[],
  first: RoundText,
): FieldError[] {
  return [
    ...(title ? [] : [fault(`${at}/title`, 'isNotEmpty')]),
    ...(intro ? [] : [fault(`${at}/intro`, 'isNotEmpty')]),
    ...questions.flatMap(({ kind }, place) => {
      const here = `${at}/questions/${place}`;
      const { wording = '', options = '' } = words[place] ?? {};
      return [
        ...(wording ? [] : [fault(`${here}/wording`, 'isNotEmpty')]),
        ...(kind === 'choice' ? optionFaults(options, here, first.questions[place]) : []),
      ];
    }),
  ];
}

/** Two to ten, each once, and as many as in the first language. */
function optionFaults(
  options: string,
  at: string,
  first: { options: string } | undefined,
): FieldError[] {
  const { least, most } = limits.roundOptions;
  const lines = optionsOf({ options });
  const same = optionsOf({ options: first?.options ?? '' }).length === lines.length;
  const isRight =
    lines.length >= least &&
    lines.length <= most &&
    new Set(lines).size === lines.length &&
    lines.every((line) => line.length <= limits.roundOptionLength);
  if (!isRight)
    return [
      fault(`${at}/options`, 'areRoundOptions', { least, most, max: limits.roundOptionLength }),
    ];
  return same ? [] : [fault(`${at}/options`, 'isSameLength')];
}

const fault = (pointer: string, key: string, params: FieldError['params'] = {}): FieldError => ({
  ...{ pointer, key, params },
  detail: key,
});
