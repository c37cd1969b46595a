import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import { answer, api, ApiProblem, type Schemas } from '../../../api/client.ts';

export const queues = ['waiting', 'changes_requested', 'to_publish', 'published', 'rejected'] as const;
export type Queue = (typeof queues)[number];
export type QueueItem = Schemas['QueueItemDto'];

/** The queue that the address names; every change of the address loads it anew, and only the last answer counts. */
export function useQueue() {
  const route = useRoute();
  const show = computed<Queue>(() => queues.find((name) => name === route.query['show']) ?? 'waiting');
  const q = computed(() => textOf(route.query['q']));
  const after = computed(() => textOf(route.query['after']));
  const list = shallowRef<Schemas['QueueDto'] | null>(null);
  const loading = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let request = new AbortController();

  async function load(): Promise<void> {
    request.abort();
    const { signal } = (request = new AbortController());
    loading.value = true;
    const query = { show: show.value, ...(q.value && { q: q.value }), ...(after.value && { after: after.value }) };
    try {
      list.value = await answer(api.GET('/api/v1/staff/submissions', { params: { query }, signal }));
      problem.value = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error;
    } finally {
      if (!signal.aborted) loading.value = false;
    }
  }

  watch([show, q, after], load, { immediate: true });
  onScopeDispose(() => request.abort());
  return { show, q, after, list, loading, problem, load };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
