import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery, type LocationQueryRaw } from 'vue-router';
import { queueStages, type QueueStage } from '../../../../contract/kinds.ts';
import { answer, api, ApiProblem, type Schemas } from '../../api/client.ts';

export type QueueItem = Schemas['QueueItemDto'];

/** The filters in the order on the screen. Each may have several values. */
export const filters = [
  'country',
  'kind',
  'subject',
  'assignee',
  'language',
  'unread',
  'demo',
] as const;
export type Filter = (typeof filters)[number];
const single = ['q', 'after'] as const;
const several = ['show', 'band', ...filters] as const;
type Several = (typeof several)[number];
type Query = Partial<Record<Several, string[]> & Record<(typeof single)[number], string>>;

/**
 * The queue that the URL describes. Every change of the URL reloads it, and only the latest
 * response counts.
 */
export function useQueue() {
  const route = useRoute();
  const router = useRouter();
  const query = computed<Query>(() => ({
    ...Object.fromEntries(
      several
        .map((name) => [name, listOf(route.query[name])])
        .filter(([, values]) => values!.length > 0),
    ),
    ...Object.fromEntries(
      single.map((name) => [name, textOf(route.query[name])]).filter(([, text]) => text),
    ),
  }));
  const show = computed<QueueStage[]>(() => {
    const named = queueStages.filter((name) => query.value.show?.includes(name));
    return named.length > 0 ? named : ['waiting'];
  });
  const list = shallowRef<Schemas['QueueDto'] | null>(null);
  const loading = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let request = new AbortController();

  async function load(): Promise<void> {
    request.abort();
    const { signal } = (request = new AbortController());
    loading.value = true;
    try {
      list.value = await answer(
        api.GET('/api/v1/staff/submissions', { params: { query: wire(query.value) }, signal }),
      );
      problem.value = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error;
    } finally {
      if (!signal.aborted) loading.value = false;
    }
  }

  /**
   * The queue's URL with other filters. Empty filters are left out, and changing a filter returns
   * to the first page.
   */
  function address(change: Query) {
    const next = { ...query.value, after: '', ...change };
    const said = Object.entries(next).map(
      ([name, value]) => [name, Array.isArray(value) ? value.join(',') : value] as const,
    );
    const isSaid = ([name, value]: readonly [string, string]) =>
      value !== '' && !(name === 'show' && value === 'waiting');
    return { name: 'queue', query: Object.fromEntries(said.filter(isSaid)) as LocationQueryRaw };
  }

  /** Adds a value to a filter or removes it. */
  function toggle(name: Several, value: string): void {
    const values = query.value[name] ?? [];
    void router.push(
      address({
        [name]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value],
      }),
    );
  }

  watch(query, load, { immediate: true });
  onScopeDispose(() => request.abort());
  /** The filter for the API, without the page. */
  const filter = computed<Record<string, string>>(() => wire({ ...query.value, after: undefined }));
  return { query, filter, show, list, loading, problem, load, address, toggle };
}

/** The filter of a list as the API reads it, from the query of an address. */
export function filterOf(query: LocationQuery): Record<string, never> {
  const lists = several
    .map((name) => [name, listOf(query[name])] as const)
    .filter(([, values]) => values.length > 0);
  const q = textOf(query['q']);
  return wire({ ...Object.fromEntries(lists), ...(q && { q }) });
}

/** The filter for the API: selecting both yes and no means no filter. */
function wire({ demo, unread, ...query }: Query): Record<string, never> {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  const plain = Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
  return {
    ...plain,
    ...(demo?.length === 1 && { demo: demo[0] }),
    ...(unread?.length === 1 && { unread: unread[0] }),
  } as Record<string, never>;
}

function listOf(value: unknown): string[] {
  const texts = (Array.isArray(value) ? value : [value]).map(textOf);
  return [...new Set(texts.flatMap((text) => text.split(',')).filter(Boolean))];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
