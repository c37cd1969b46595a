import { computed, reactive, ref, shallowRef } from 'vue';
import {
  courtesyLanguages,
  type CourtesyLanguage,
  type Language,
} from '../../../../contract/languages.ts';
import type { ReasonedDecision } from '../../../../contract/reason-codes.ts';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type MessageTemplate = Schemas['SavedMessageTemplateDto'];
type OtherText = Schemas['TemplateTextDto'];
const emptyFields = () => ({
  name: '',
  verdict: '' as ReasonedDecision | '',
  textEn: '',
  textFr: '',
  otherTexts: [] as OtherText[],
});
type Fields = ReturnType<typeof emptyFields>;

/** A text that was emptied is not kept. */
const written = (texts: OtherText[]) => texts.filter(({ text }) => text.trim() !== '');

/** Adds our starters that are missing. @returns how many. */
export const addStarters = async () =>
  (await answer(api.POST('/api/v1/staff/message-templates/starters'))).added;

export const fetchTemplates = (signal?: AbortSignal) =>
  answer(api.GET('/api/v1/staff/message-templates', { ...(signal && { signal }) }));

const fieldsOf = ({ name, verdict, textEn, textFr, otherTexts }: MessageTemplate): Fields => ({
  ...{ name, verdict: verdict ?? '', textEn, textFr },
  otherTexts: otherTexts.map((text) => ({ ...text })),
});

/**
 * A saved reply being edited. If a colleague saved first, the input is kept, their version is
 * shown, and saving over it is a conscious choice.
 */
export function useTemplate(id: string | undefined) {
  const saved = shallowRef<MessageTemplate | null>(null);
  const typed = reactive(emptyFields());
  /** A version that a colleague saved during editing. */
  const meanwhile = shallowRef<MessageTemplate | null>(null);
  const preview = shallowRef<Schemas['TemplateTextsDto'] | null>(null);
  const gone = ref(false);
  const variables = shallowRef<Schemas['TemplateVariableDto'][]>([]);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const changed = computed(() => {
    const before = saved.value ? fieldsOf(saved.value) : emptyFields();
    return JSON.stringify(typed) !== JSON.stringify(before);
  });

  function show(template: MessageTemplate): void {
    saved.value = template;
    Object.assign(typed, fieldsOf(template));
    meanwhile.value = null;
    preview.value = null;
    gone.value = false;
  }

  const find = async () =>
    (await fetchTemplates()).find((template) => template.id === (saved.value?.id ?? id)) ?? null;

  const load = () =>
    loading.run(async () => {
      variables.value = await answer(api.GET('/api/v1/staff/message-templates/variables'));
      if (!id) return;
      const found = await find();
      gone.value = !found;
      if (found) show(found);
    });

  const look = () =>
    run(async () => {
      preview.value = null;
      const { textEn, textFr } = typed;
      const body = { textEn, textFr, otherTexts: written(typed.otherTexts) };
      preview.value = await answer(api.POST('/api/v1/staff/message-templates/preview', { body }));
    });

  async function keep(): Promise<MessageTemplate> {
    const otherTexts = written(typed.otherTexts);
    const body = { ...typed, verdict: typed.verdict || null, otherTexts };
    const now = saved.value;
    if (!now) return answer(api.POST('/api/v1/staff/message-templates', { body }));
    return answer(
      api.PUT('/api/v1/staff/message-templates/{id}', {
        params: { path: { id: now.id }, header: seen(now.version) },
        body,
      }),
    );
  }
  const save = () => run(async () => show(await keep()));

  /** Accepts the newest version as seen. The input is kept, even if the template was deleted. */
  const layOver = () =>
    run(async () => {
      const newest = await find();
      gone.value = !newest;
      saved.value = newest;
      meanwhile.value = newest;
    });

  const remove = () =>
    run(async () => {
      const { id: removed, version } = saved.value!;
      await answer(
        api.DELETE('/api/v1/staff/message-templates/{id}', {
          params: { path: { id: removed }, header: seen(version) },
        }),
      );
      Object.assign(typed, fieldsOf(saved.value!));
    });

  const free = computed(() =>
    courtesyLanguages.filter((one) => typed.otherTexts.every(({ language }) => language !== one)),
  );
  function addLanguage(language: CourtesyLanguage): void {
    typed.otherTexts.push({ language, text: '' });
  }
  function leaveLanguage(language: Language): void {
    typed.otherTexts = typed.otherTexts.filter((one) => one.language !== language);
  }

  void load();
  return {
    ...{ free, addLanguage, leaveLanguage },
    saved,
    typed,
    meanwhile,
    preview,
    gone,
    variables,
    loading,
    problem,
    busy,
    changed,
    load,
    look,
    save,
    layOver,
    remove,
  };
}
