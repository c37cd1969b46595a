import { computed, reactive, ref, shallowRef } from 'vue';
import type { ReasonedDecision } from '../../../../contract/reason-codes.ts';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type MessageTemplate = Schemas['SavedMessageTemplateDto'];
const empty = { name: '', verdict: '' as ReasonedDecision | '', textEn: '', textFr: '' };
type Names = keyof typeof empty;
const names = Object.keys(empty) as Names[];

export const fetchTemplates = (signal?: AbortSignal) =>
  answer(api.GET('/api/v1/staff/message-templates', { ...(signal && { signal }) }));

const fieldsOf = ({ name, verdict, textEn, textFr }: MessageTemplate): typeof empty => ({
  name,
  verdict: verdict ?? '',
  textEn,
  textFr,
});

/**
 * A saved reply being edited. If a colleague saved first, the input is kept, their version is
 * shown, and saving over it is a conscious choice.
 */
export function useTemplate(id: string | undefined) {
  const saved = shallowRef<MessageTemplate | null>(null);
  const typed = reactive({ ...empty });
  /** A version that a colleague saved during editing. */
  const meanwhile = shallowRef<MessageTemplate | null>(null);
  const preview = shallowRef<Schemas['TemplateTextsDto'] | null>(null);
  const gone = ref(false);
  const variables = shallowRef<Schemas['TemplateVariableDto'][]>([]);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const changed = computed(() => {
    const before = saved.value ? fieldsOf(saved.value) : empty;
    return names.some((name) => typed[name] !== before[name]);
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
      preview.value = await answer(
        api.POST('/api/v1/staff/message-templates/preview', { body: { textEn, textFr } }),
      );
    });

  async function keep(): Promise<MessageTemplate> {
    const body = { ...typed, verdict: typed.verdict || null };
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

  void load();
  return {
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
