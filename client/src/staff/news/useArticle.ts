import { computed, reactive, shallowRef } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useKeptDraft, type DraftFields } from '../shared/useKeptDraft.ts';
import { useProblem } from '../shared/useProblem.ts';

export type Article = Schemas['ArticleDto'];
const empty = {
  titleEn: '',
  titleFr: '',
  summaryEn: '',
  summaryFr: '',
  bodyEn: '',
  bodyFr: '',
  imageId: null as string | null,
  imageAltEn: '',
  imageAltFr: '',
};
type Names = keyof typeof empty;
const names = Object.keys(empty) as Names[];

/** A draft without a picture says nothing of one. */
const written = ({ imageId, ...texts }: typeof empty): DraftFields => ({
  ...texts,
  ...(imageId === null ? {} : { imageId }),
});

/** An article being edited: the saved version, the current input, and saving and publishing. */
export function useArticle(id: string | undefined) {
  const saved = shallowRef<Article | null>(null);
  const typed = reactive({ ...empty });
  const { problem, busy, run } = useProblem();
  const changed = computed(() =>
    names.some((name) => typed[name] !== (saved.value?.[name] ?? empty[name])),
  );

  const draft = useKeptDraft('article', id ?? 'new', {
    unsent: () => (changed.value ? written(typed) : {}),
    take: (fields) => Object.assign(typed, fields),
    isReady: () => !id || saved.value !== null,
  });

  function show(article: Article): void {
    saved.value = article;
    Object.assign(typed, Object.fromEntries(names.map((name) => [name, article[name]])));
  }

  const load = () =>
    run(async () => {
      if (id)
        show(await answer(api.GET('/api/v1/staff/articles/{id}', { params: { path: { id } } })));
    });

  async function keep(): Promise<Article> {
    const body = { ...typed };
    const now = saved.value;
    return now
      ? answer(
          api.PUT('/api/v1/staff/articles/{id}', {
            params: { path: { id: now.id }, header: seen(now.version) },
            body,
          }),
        )
      : answer(api.POST('/api/v1/staff/articles', { body }));
  }
  const save = () => run(async () => show(await keep()));

  /** Saves the input before publishing, so that readers see what the author sees. */
  const step = (action: Article['actions'][number], publishAt?: string) =>
    run(async () => {
      if (!saved.value || (changed.value && action === 'publish')) show(await keep());
      const { id: articleId, version } = saved.value!;
      const params = { path: { id: articleId }, header: seen(version) };
      show(
        await answer(
          api.POST('/api/v1/staff/articles/{id}/steps', {
            params,
            body: { action, ...(publishAt && { publishAt }) },
          }),
        ),
      );
    });

  const remove = () =>
    run(async () => {
      const { id: articleId, version } = saved.value!;
      await answer(
        api.DELETE('/api/v1/staff/articles/{id}', {
          params: { path: { id: articleId }, header: seen(version) },
        }),
      );
    });

  const addPicture = (file: File) =>
    run(async () => {
      const form = new FormData();
      form.append('file', file);
      const { id: imageId } = await answer(
        api.POST('/api/v1/staff/news-images', { body: form as unknown as { file: string } }),
      );
      typed.imageId = imageId;
    });

  void load();
  return { saved, typed, problem, busy, changed, draft, load, save, step, remove, addPicture };
}
