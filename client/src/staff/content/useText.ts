import { computed, ref, shallowRef } from 'vue';
import type { Language } from '../../../../contract/languages.ts';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useDraft } from '../shared/useDraft.ts';
import { useProblem } from '../shared/useProblem.ts';

export type OpenText = Schemas['OpenTextDto'];
export type TextPreview = Schemas['TextPreviewDto'];

/** A text while an administrator edits it. The input is kept until it is published. */
export function useText(language: Language, key: string) {
  const saved = shallowRef<OpenText | null>(null);
  const preview = shallowRef<TextPreview | null>(null);
  const { text: draft, draft: kept } = useDraft('site_text', `${language}.${key}`);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const path = { language, key };
  const emptied = ref(false);
  /** The content of the field: the input, or the live text. */
  const typed = computed({
    get: () => (emptied.value ? '' : draft.value || (saved.value?.text ?? '')),
    set: (text) => {
      emptied.value = text === '';
      draft.value = text === saved.value?.text ? '' : text;
    },
  });
  const changed = computed(() => saved.value !== null && typed.value !== saved.value.text);
  const versioned = () => ({ path, header: seen(saved.value!.version) });

  function show(text: OpenText): void {
    saved.value = text;
    draft.value = '';
    emptied.value = false;
    preview.value = null;
  }

  const find = () => answer(api.GET('/api/v1/staff/texts/{language}/{key}', { params: { path } }));
  const load = () =>
    loading.run(async () => {
      saved.value = await find();
    });

  const publish = (text: string) =>
    run(async () =>
      show(
        await answer(
          api.PUT('/api/v1/staff/texts/{language}/{key}', { params: versioned(), body: { text } }),
        ),
      ),
    );

  /** Puts the shipped text back. */
  const reset = () =>
    run(async () =>
      show(
        await answer(api.DELETE('/api/v1/staff/texts/{language}/{key}', { params: versioned() })),
      ),
    );

  const look = () =>
    run(async () => {
      preview.value = await answer(
        api.POST('/api/v1/staff/texts/{language}/{key}/preview', {
          params: { path },
          body: { text: typed.value },
        }),
      );
    });

  /** The newest version counts as seen; what was typed stays. */
  const takeNewest = () =>
    run(async () => {
      const written = typed.value;
      saved.value = await find();
      typed.value = written;
    });

  void load();
  return {
    saved,
    typed,
    changed,
    preview,
    loading,
    problem,
    busy,
    load,
    publish,
    reset,
    look,
    takeNewest,
    kept,
  };
}
