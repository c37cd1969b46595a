import type { Language } from '../../../../contract/languages.ts';
import { asksLast, type QuestionKind } from '../../../../contract/rounds.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { languagesOf, useLetter } from '../letters/useLetter.ts';

export type Round = Schemas['RoundDto'];

export interface TypedQuestion {
  kind: QuestionKind;
  required: boolean;
  min: string;
  max: string;
  maxLength: string;
}
export interface TypedText {
  language: Language;
  title: string;
  intro: string;
  questions: { wording: string; unit: string; options: string }[];
}
interface Typed {
  isPublic: boolean;
  lastDay: string;
  questions: TypedQuestion[];
  texts: TypedText[];
}

const text = (value: number | undefined) => (value === undefined ? '' : String(value));
const noWords = () => ({ wording: '', unit: '', options: '' });

function typedOf({ isPublic, lastDay, questions, texts }: Round): Typed {
  return {
    isPublic,
    lastDay: lastDay ?? '',
    questions: questions.map(({ kind, required, min, max, maxLength }) => ({
      ...{ kind, required },
      ...{ min: text(min), max: text(max), maxLength: text(maxLength) },
    })),
    texts: languagesOf(texts).map((language) => {
      const kept = texts.find((one) => one.language === language);
      return {
        ...{ language, title: kept?.title ?? '', intro: kept?.intro ?? '' },
        questions: questions.map((_, place) => ({ ...noWords(), ...kept?.questions[place] })),
      };
    }),
  };
}

/** A number as typed. Invalid input is sent unchanged, and the server reports the error. */
function given(name: 'min' | 'max' | 'maxLength', typed: string): Record<string, number> {
  const value = typed.trim();
  return value === '' ? {} : { [name]: /^-?\d+$/.test(value) ? Number(value) : (value as never) };
}

function wantedOf({ isPublic, lastDay, questions, texts }: Typed): Schemas['SaveRoundDto'] {
  return {
    isPublic,
    ...(lastDay.trim() ? { lastDay: lastDay.trim() } : {}),
    questions: questions.map(({ kind, required, min, max, maxLength }) => ({
      ...{ kind, required },
      ...(kind === 'number' ? { ...given('min', min), ...given('max', max) } : {}),
      ...(kind === 'text' ? given('maxLength', maxLength) : {}),
    })),
    texts,
  };
}

/** Fields of two languages have the same name: `fr-title`, `fr-0-wording` distinguish them. */
function withNames(problem: ApiProblem, texts: TypedText[]): ApiProblem {
  const errors = problem.fieldErrors.map((error) => {
    const [, index, rest] = /^\/texts\/(\d+)\/(.+)$/.exec(error.pointer) ?? [];
    const language = texts[Number(index)]?.language;
    if (language)
      return {
        ...error,
        pointer: `/${language}-${rest!.replace('questions/', '').replace('/', '-')}`,
      };
    const [, place, field] = /^\/questions\/(\d+)\/(\w+)$/.exec(error.pointer) ?? [];
    return field ? { ...error, pointer: `/${place}-${field}` } : error;
  });
  return new ApiProblem({ ...problem.details, ...(errors.length > 0 && { errors }) });
}

/** A round of questions: written, opened, closed. */
export function useRound(id: string) {
  const path = { id };
  const letter = useLetter<Round, Typed>({
    empty: { isPublic: false, lastDay: '', questions: [], texts: [] },
    typedOf,
    noText: (language, { questions }) => ({
      ...{ language, title: '', intro: '' },
      questions: questions.map(noWords),
    }),
    find: () => answer(api.GET('/api/v1/staff/rounds/{id}', { params: { path } })),
    put: (typed, version) => {
      const params = { path, header: seen(version) };
      return answer(api.PUT('/api/v1/staff/rounds/{id}', { params, body: wantedOf(typed) }));
    },
    send: (recipients, version) => {
      const params = { path, header: seen(version) };
      const call = { params, body: { recipients } };
      return answer(api.POST('/api/v1/staff/rounds/{id}/opening', call));
    },
    remove: (version) => {
      const params = { path, header: seen(version) };
      return answer(api.DELETE('/api/v1/staff/rounds/{id}', { params }));
    },
    preview: (signatory) => {
      const call = { params: { path }, body: { signatory } };
      return answer(api.POST('/api/v1/staff/rounds/{id}/preview', call));
    },
    test: (signatory) => {
      const call = { params: { path }, body: { signatory } };
      return answer(api.POST('/api/v1/staff/rounds/{id}/tests', call));
    },
    named: (problem, { texts }) => withNames(problem, texts),
  });
  const { typed } = letter;

  const take = (action: 'close' | 'withdraw') =>
    letter.run(async () => {
      const call = { params: { path }, body: { action } };
      letter.show(await answer(api.POST('/api/v1/staff/rounds/{id}/steps', call)));
    });

  function addQuestion(kind: QuestionKind): void {
    // Files come last: see `asksLast`.
    const firstFile = typed.questions.findIndex(asksLast);
    const place = asksLast({ kind }) || firstFile < 0 ? typed.questions.length : firstFile;
    typed.questions.splice(place, 0, { kind, required: true, min: '', max: '', maxLength: '' });
    for (const one of typed.texts) one.questions.splice(place, 0, noWords());
  }
  function removeQuestion(place: number): void {
    typed.questions.splice(place, 1);
    for (const one of typed.texts) one.questions.splice(place, 1);
  }

  return { ...letter, take, addQuestion, removeQuestion };
}
