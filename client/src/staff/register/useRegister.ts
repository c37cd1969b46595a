import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import { answer, api, ApiProblem, type Schemas } from '../../api/client.ts';

export type SignatoryRow = Schemas['SignatoryRowDto'];
export const states = ['unlisted', 'published', 'on_hold', 'withdrawn'] as const;

/** The list's filters as in the URL. Several values of one filter are separated by commas. */
export interface RegisterFilter {
  state: string[];
  country: string[];
  kind: string[];
  demo: string;
  import: string;
  q: string;
  sort: 'name' | 'changed';
}

export const noFilter: RegisterFilter = {
  state: [],
  country: [],
  kind: [],
  demo: '',
  import: '',
  q: '',
  sort: 'name',
};

/** The URL of a list. Filters that exclude nothing are left out. */
export function filterQuery({ sort, ...filter }: RegisterFilter): Record<string, string> {
  const entries = Object.entries(filter).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(',') : value.trim()] as const,
  );
  return {
    ...Object.fromEntries(entries.filter(([, value]) => value !== '')),
    ...(sort === 'changed' && { sort }),
  };
}

/**
 * The list that the URL describes. Every change of the URL reloads it, and only the latest response
 * counts.
 */
export function useRegister() {
  const route = useRoute();
  const one = (name: string) => String(route.query[name] ?? '');
  const several = (name: string) => one(name).split(',').filter(Boolean);
  const filter = computed<RegisterFilter>(() => ({
    state: several('state'),
    country: several('country'),
    kind: several('kind'),
    demo: one('demo'),
    import: one('import'),
    q: one('q'),
    sort: one('sort') === 'changed' ? 'changed' : 'name',
  }));
  const after = computed(() => one('after'));
  const list = shallowRef<Schemas['SignatoryRowsDto'] | null>(null);
  const loading = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let request = new AbortController();

  async function load(): Promise<void> {
    request.abort();
    const { signal } = (request = new AbortController());
    loading.value = true;
    const query = { ...filterQuery(filter.value), ...(after.value && { after: after.value }) };
    try {
      list.value = await answer(
        api.GET('/api/v1/staff/signatories', { params: { query: query as object }, signal }),
      );
      problem.value = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error.code === 'not-signed-in' ? null : error;
    }
    if (!signal.aborted) loading.value = false;
  }

  watch([filter, after], load, { immediate: true });
  onScopeDispose(() => request.abort());
  return { filter, after, list, loading, problem, load };
}
