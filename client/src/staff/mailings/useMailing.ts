import { computed, reactive, ref, shallowRef } from 'vue';
import {
  isOfficial,
  languages,
  officialLanguages,
  type Language,
} from '../../../../contract/languages.ts';
import type { LetterKind } from '../../../../contract/mailings.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { useKeptDraft } from '../shared/useKeptDraft.ts';
import { useProblem } from '../shared/useProblem.ts';

export type Mailing = Schemas['MailingDto'];

interface Typed {
  kind: LetterKind;
  texts: { language: Language; subject: string; text: string }[];
}

/** The texts to write: always the official languages, and any other that was begun. */
function typedOf({ kind, texts }: Mailing): Typed {
  const used = languages.filter(
    (language) => isOfficial(language) || texts.some((text) => text.language === language),
  );
  return {
    kind,
    texts: used.map((language) => {
      const kept = texts.find((text) => text.language === language);
      return { language, subject: kept?.subject ?? '', text: kept?.text ?? '' };
    }),
  };
}

/** A draft of the letter: `fr.subject` is the subject in French. */
const fieldsOf = ({ kind, texts }: Typed) => ({
  kind,
  ...Object.fromEntries(
    texts.flatMap(({ language, subject, text }) => [
      [`${language}.subject`, subject],
      [`${language}.text`, text],
    ]),
  ),
});

function typedFrom({ kind, ...fields }: Record<string, string>): Typed {
  const text = (name: string) => fields[name] ?? '';
  const used = languages.filter(
    (language) => isOfficial(language) || text(`${language}.subject`) || text(`${language}.text`),
  );
  return {
    kind: kind as LetterKind,
    texts: used.map((language) => ({
      language,
      subject: text(`${language}.subject`),
      text: text(`${language}.text`),
    })),
  };
}

/** Two languages have fields of the same name: `fr-subject` distinguishes them. */
function withLanguages(problem: ApiProblem, sent: Typed['texts']): ApiProblem {
  const errors = problem.fieldErrors.map((error) => {
    const [, index, field] = /^\/texts\/(\d+)\/(\w+)$/.exec(error.pointer) ?? [];
    const language = sent[Number(index)]?.language;
    return language ? { ...error, pointer: `/${language}-${field}` } : error;
  });
  return new ApiProblem({ ...problem.details, ...(errors.length > 0 && { errors }) });
}

/** A letter to signatories: writing, preview, test and sending. */
export function useMailing(id: string) {
  const saved = shallowRef<Mailing | null>(null);
  const typed = reactive<Typed>({ kind: 'duty', texts: [] });
  /** Another colleague's version, saved during editing. */
  const meanwhile = shallowRef<Mailing | null>(null);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const told = ref(0);
  const changed = computed(
    () =>
      saved.value?.state === 'draft' &&
      JSON.stringify(typed) !== JSON.stringify(typedOf(saved.value)),
  );
  const free = computed(() =>
    languages.filter((language) => typed.texts.every((text) => text.language !== language)),
  );
  const path = { id };

  const draft = useKeptDraft('mailing', id, {
    unsent: () => (changed.value ? fieldsOf(typed) : {}),
    take: (fields) => Object.assign(typed, typedFrom(fields)),
  });

  function show(mailing: Mailing): void {
    saved.value = mailing;
    Object.assign(typed, typedOf(mailing));
    meanwhile.value = null;
    told.value = mailing.recipients;
  }

  const find = () => answer(api.GET('/api/v1/staff/mailings/{id}', { params: { path } }));
  const load = () => loading.run(async () => show(await find()));

  /** Saves the input, if it has changed. */
  async function keep(): Promise<Mailing> {
    const now = saved.value!;
    if (!changed.value) return now;
    const { kind } = typed;
    const texts = typed.texts.filter(
      ({ language, subject, text }) => isOfficial(language) || subject.trim() || text.trim(),
    );
    try {
      const header = seen(now.version);
      const params = { path, header };
      show(await answer(api.PUT('/api/v1/staff/mailings/{id}', { params, body: { kind, texts } })));
    } catch (error) {
      throw error instanceof ApiProblem ? withLanguages(error, texts) : error;
    }
    return saved.value!;
  }

  /** Saves first, so that the preview, the test and the letter all use the current input. */
  const afterKeeping = (act: (mailing: Mailing) => Promise<void>) =>
    run(async () => {
      const mailing = await keep();
      try {
        await act(mailing);
      } catch (error) {
        throw error instanceof ApiProblem ? withLanguages(error, typed.texts) : error;
      }
    });

  const save = () => run(async () => void (await keep()));

  const test = (signatory: string) =>
    afterKeeping(async () => {
      const call = { params: { path }, body: { signatory } };
      await answer(api.POST('/api/v1/staff/mailings/{id}/tests', call));
    });

  async function preview(signatory: string): Promise<Schemas['MailAnswerDto'] | null> {
    let shown: Schemas['MailAnswerDto'] | null = null;
    await afterKeeping(async () => {
      const call = { params: { path }, body: { signatory } };
      shown = await answer(api.POST('/api/v1/staff/mailings/{id}/preview', call));
    });
    return shown;
  }

  /** For the number of recipients on the screen; if there are more by now, the server refuses. */
  function send(): Promise<boolean> {
    // Taken at the press, because saving or re-authenticating may change the number.
    const recipients = told.value;
    return afterKeeping(async ({ version }) => {
      const params = { path, header: seen(version) };
      const call = { params, body: { recipients } };
      try {
        show(await answer(api.POST('/api/v1/staff/mailings/{id}/sending', call)));
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'recipients-changed') show(await find());
        throw error;
      }
    });
  }

  const remove = () =>
    run(async () => {
      const params = { path, header: seen(saved.value!.version) };
      await answer(api.DELETE('/api/v1/staff/mailings/{id}', { params }));
      show({ ...saved.value! });
    });

  /** Accepts the newest version as seen; what was typed stays. */
  const layOver = () =>
    run(async () => {
      const newest = await find();
      if (newest.state !== 'draft') return show(newest);
      saved.value = newest;
      meanwhile.value = newest;
      told.value = newest.recipients;
    });

  function add(language: Language): void {
    typed.texts.push({ language, subject: '', text: '' });
  }
  const leave = (language: Language) => {
    typed.texts = typed.texts.filter((text) => text.language !== language);
  };

  void load();
  return {
    ...{ saved, typed, meanwhile, loading, problem, busy, changed, free, told },
    draft,
    ...{ load, save, test, preview, send, remove, layOver, add, leave },
  };
}

export const isRequiredLanguage = (language: Language): boolean =>
  officialLanguages.some((official) => official === language);
