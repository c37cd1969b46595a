import { computed, reactive, ref, shallowRef } from 'vue';
import { isOfficial, languages, type Language } from '../../../../contract/languages.ts';
import type { QuestionKind } from '../../../../contract/rounds.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

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
  const used = languages.filter(
    (language) => isOfficial(language) || texts.some((one) => one.language === language),
  );
  return {
    isPublic,
    lastDay: lastDay ?? '',
    questions: questions.map(({ kind, required, min, max, maxLength }) => ({
      ...{ kind, required },
      ...{ min: text(min), max: text(max), maxLength: text(maxLength) },
    })),
    texts: used.map((language) => {
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
  const saved = shallowRef<Round | null>(null);
  const typed = reactive<Typed>({ isPublic: false, lastDay: '', questions: [], texts: [] });
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const told = ref(0);
  const changed = computed(
    () =>
      saved.value?.state === 'draft' &&
      JSON.stringify(typed) !== JSON.stringify(typedOf(saved.value)),
  );
  const free = computed(() =>
    languages.filter((language) => typed.texts.every((one) => one.language !== language)),
  );
  const path = { id };

  function show(round: Round): void {
    saved.value = round;
    Object.assign(typed, typedOf(round));
    told.value = round.recipients;
  }
  const find = () => answer(api.GET('/api/v1/staff/rounds/{id}', { params: { path } }));
  const load = () => loading.run(async () => show(await find()));

  const named = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      throw error instanceof ApiProblem ? withNames(error, typed.texts) : error;
    }
  };

  async function keep(): Promise<Round> {
    if (changed.value) {
      const params = { path, header: seen(saved.value!.version) };
      const body = wantedOf(typed);
      show(await answer(api.PUT('/api/v1/staff/rounds/{id}', { params, body })));
    }
    return saved.value!;
  }
  const save = () => run(() => named(async () => void (await keep())));

  /** To as many as the screen says; when there are more by now, it is refused. */
  function open(): Promise<boolean> {
    const recipients = told.value;
    return run(() =>
      named(async () => {
        const { version } = await keep();
        const params = { path, header: seen(version) };
        const call = { params, body: { recipients } };
        try {
          show(await answer(api.POST('/api/v1/staff/rounds/{id}/opening', call)));
        } catch (error) {
          if (error instanceof ApiProblem && error.code === 'recipients-changed')
            show(await find());
          throw error;
        }
      }),
    );
  }

  const take = (action: 'close' | 'withdraw') =>
    run(async () => {
      const call = { params: { path }, body: { action } };
      show(await answer(api.POST('/api/v1/staff/rounds/{id}/steps', call)));
    });

  const remove = () =>
    run(async () => {
      const params = { path, header: seen(saved.value!.version) };
      await answer(api.DELETE('/api/v1/staff/rounds/{id}', { params }));
    });

  /** Accepts the newest version as seen; what was typed stays. */
  const layOver = () =>
    run(async () => {
      const newest = await find();
      if (newest.state !== 'draft') return show(newest);
      saved.value = newest;
      told.value = newest.recipients;
    });

  function addQuestion(kind: QuestionKind): void {
    typed.questions.push({ kind, required: true, min: '', max: '', maxLength: '' });
    for (const one of typed.texts) one.questions.push(noWords());
  }
  function removeQuestion(place: number): void {
    typed.questions.splice(place, 1);
    for (const one of typed.texts) one.questions.splice(place, 1);
  }
  function addLanguage(language: Language): void {
    typed.texts.push({
      ...{ language, title: '', intro: '' },
      questions: typed.questions.map(noWords),
    });
  }
  function removeLanguage(language: Language): void {
    typed.texts = typed.texts.filter((one) => one.language !== language);
  }

  void load();
  return {
    ...{ saved, typed, loading, problem, busy, changed, free, told, load, save, open, take },
    ...{ remove, layOver, addQuestion, removeQuestion, addLanguage, removeLanguage },
  };
}
