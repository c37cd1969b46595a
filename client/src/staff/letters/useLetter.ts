import { computed, reactive, ref, shallowRef, type Reactive } from 'vue';
import type { DraftKind } from '../../../../contract/draft-kinds.ts';
import { isOfficial, languages, type Language } from '../../../../contract/languages.ts';
import { ApiProblem, type Schemas } from '../../api/client.ts';
import { useKeptDraft, type DraftFields } from '../shared/useKeptDraft.ts';
import { useProblem } from '../shared/useProblem.ts';

interface Kept {
  state: string;
  version: number;
  recipients: number;
}
interface Typed {
  texts: { language: Language }[];
}

/** What differs between the things that are written to signatories. */
export interface LetterCalls<Saved extends Kept, T extends Typed> {
  empty: T;
  typedOf: (saved: Saved) => T;
  noText: (language: Language, typed: T) => T['texts'][number];
  find: () => Promise<Saved>;
  put: (typed: T, version: number) => Promise<Saved>;
  /** Sends it, to as many at most. */
  send: (recipients: number, version: number) => Promise<Saved>;
  remove: (version: number) => Promise<unknown>;
  /** The mail as the contact of a signatory would get it. */
  preview: (signatory: string) => Promise<Schemas['MailAnswerDto']>;
  /** The same mail, to oneself. */
  test: (signatory: string) => Promise<unknown>;
  /** Fields of two languages have the same name: tells them apart. */
  named: (problem: ApiProblem, typed: T) => ApiProblem;
  /** How unsaved input becomes a draft on the server, and is read from it. */
  draft?: {
    kind: DraftKind;
    subject: string;
    fieldsOf: (typed: T) => DraftFields;
    typedFrom: (fields: DraftFields) => T;
  };
}

/** The languages to write: always the official ones, and any other that was begun. */
export const languagesOf = (texts: readonly { language: Language }[]): Language[] =>
  languages.filter(
    (language) => isOfficial(language) || texts.some((text) => text.language === language),
  );

/** What is written to the signatories of a filter: typed, saved, sent once, or deleted. */
export function useLetter<Saved extends Kept, T extends Typed>(calls: LetterCalls<Saved, T>) {
  const { typedOf, find, named } = calls;
  const saved = shallowRef<Saved | null>(null);
  const typed = reactive<Typed>(calls.empty) as Reactive<T> & T;
  /** What a colleague saved during editing. */
  const meanwhile = shallowRef<Saved | null>(null);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  /** How many recipients the screen says. */
  const told = ref(0);
  const changed = computed(
    () =>
      saved.value?.state === 'draft' &&
      JSON.stringify(typed) !== JSON.stringify(typedOf(saved.value)),
  );
  const free = computed(() =>
    languages.filter((language) => typed.texts.every((text) => text.language !== language)),
  );

  function show(now: Saved): void {
    saved.value = now;
    Object.assign(typed, typedOf(now));
    meanwhile.value = null;
    told.value = now.recipients;
  }
  const load = () => loading.run(async () => show(await find()));

  /** Saves the input, if it has changed. */
  async function keep(): Promise<Saved> {
    if (changed.value) show(await calls.put(typed, saved.value!.version));
    return saved.value!;
  }

  /** Saves first, so that whatever follows uses the current input. */
  const afterKeeping = (act: (now: Saved) => Promise<void>) =>
    run(async () => {
      try {
        await act(await keep());
      } catch (error) {
        throw error instanceof ApiProblem ? named(error, typed) : error;
      }
    });
  const save = () => afterKeeping(async () => {});

  /** To as many as the screen says; if there are more by now, the server refuses. */
  function send(): Promise<boolean> {
    // Taken at the press, because saving or re-authenticating may change the number.
    const recipients = told.value;
    return afterKeeping(async ({ version }) => {
      try {
        show(await calls.send(recipients, version));
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'recipients-changed') show(await find());
        throw error;
      }
    });
  }

  const test = (signatory: string) => afterKeeping(async () => void (await calls.test(signatory)));

  async function preview(signatory: string): Promise<Schemas['MailAnswerDto'] | null> {
    let shown: Schemas['MailAnswerDto'] | null = null;
    await afterKeeping(async () => {
      shown = await calls.preview(signatory);
    });
    return shown;
  }

  const remove = () => run(async () => void (await calls.remove(saved.value!.version)));

  /** Accepts the newest version as seen; what was typed stays. */
  const layOver = () =>
    run(async () => {
      const newest = await find();
      if (newest.state !== 'draft') return show(newest);
      saved.value = newest;
      meanwhile.value = newest;
      told.value = newest.recipients;
    });

  function addLanguage(language: Language): void {
    typed.texts.push(calls.noText(language, typed));
  }
  function removeLanguage(language: Language): void {
    typed.texts = typed.texts.filter((text) => text.language !== language);
  }

  const { draft: form } = calls;
  const draft =
    form &&
    useKeptDraft(form.kind, form.subject, {
      unsent: () => (changed.value ? form.fieldsOf(typed) : {}),
      take: (fields) => Object.assign(typed, form.typedFrom(fields)),
      isReady: () => saved.value !== null,
    });

  void load();
  return {
    draft,
    ...{ saved, typed, meanwhile, loading, problem, busy, changed, free, told, run, show },
    ...{ load, save, test, preview, send, remove, layOver, addLanguage, removeLanguage },
  };
}
