import { optionsOf, type QuestionWords, type RoundQuestion } from '../../../../contract/rounds.js';
import { parseWholeNumber } from '../../../../contract/whole-number.js';
import { typedText } from '../../../../contract/typed-text.js';
import { limits } from '../../platform/config/limits.js';
import type { FieldError } from '../../platform/http/problem.js';
import { cleanLines } from '../../platform/text/text.js';

/** By the position of the question: the position of an option, a number, a text, or a file's id. */
export type RoundAnswers = Record<string, number | string>;

/** The input, by the position of the question; of a file its id. */
export type TypedAnswers = Record<string, string>;

type Read = { value: number | string } | { fault: string; params?: FieldError['params'] } | null;

/**
 * Reads the form of a round.
 * @returns the answers, and the errors with their pointers, `/answers/<place>`.
 */
export function readAnswers(
  questions: readonly RoundQuestion[],
  words: readonly QuestionWords[],
  typed: TypedAnswers,
): { answers: RoundAnswers; errors: FieldError[] } {
  const answers: RoundAnswers = {};
  const errors: FieldError[] = [];
  questions.forEach((question, place) => {
    const read = readOne(question, words[place]!, typed[place] ?? '');
    if (read && 'value' in read) answers[place] = read.value;
    const fault = read === null && question.required ? { fault: 'isAnswered' } : read;
    if (fault && 'fault' in fault) {
      const params = { question: words[place]!.wording, ...('params' in fault && fault.params) };
      errors.push({ pointer: `/answers/${place}`, key: fault.fault, params, detail: fault.fault });
    }
  });
  return { answers, errors };
}

/** @returns null for no answer. */
function readOne(question: RoundQuestion, words: QuestionWords, typed: string): Read {
  const text = cleanLines(typed);
  if (text === '') return null;
  if (question.kind === 'choice') return readChoice(words, text);
  if (question.kind === 'number') return readNumber(question, text);
  if (question.kind === 'file') return { value: text };
  const max = question.maxLength ?? limits.roundTextLength;
  return text.length > max ? { fault: 'isRoundText', params: { max } } : { value: text };
}

function readChoice(words: QuestionWords, text: string): Read {
  const place = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return place >= 0 && place < optionsOf(words).length
    ? { value: place }
    : { fault: 'isRoundOption' };
}

/** As people type it: "12 000" and "12.000" are twelve thousand, "3,5" has a decimal. */
function readNumber({ min, max }: RoundQuestion, typed: string): Read {
  const value = numberOf(typed);
  const least = min ?? -limits.roundNumber;
  const most = max ?? limits.roundNumber;
  if (value === 'not-a-number')
    return { fault: 'isRoundNumber', params: { places: limits.roundDecimals } };
  if (value === 'too-large' || value > most) return { fault: 'isRoundMost', params: { max: most } };
  return value < least ? { fault: 'isRoundLeast', params: { min: least } } : { value };
}

const decimals = new RegExp(`^([+-]?\\d{1,13})[.,\u066b](\\d{1,${limits.roundDecimals}})$`);

function numberOf(typed: string): number | 'not-a-number' | 'too-large' {
  const whole = parseWholeNumber(typed);
  if (typeof whole === 'number' || whole === 'too-large') return whole;
  const [, units, places] = decimals.exec(typedText(typed)) ?? [];
  return units === undefined ? 'not-a-number' : Number(`${units}.${places}`);
}
