import { onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue';
import { ApiProblem } from '../../api/client.ts';

/** A page's data, reloaded whenever their sources change. Only the latest response counts. */
export function useLoaded<Data>(
  fetch: (signal: AbortSignal) => Promise<Data>,
  sources: WatchSource<unknown>[] = [],
) {
  const data = shallowRef<Data | null>(null);
  const loading = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let request = new AbortController();

  async function load(): Promise<void> {
    request.abort();
    const { signal } = (request = new AbortController());
    loading.value = true;
    try {
      data.value = await fetch(signal);
      problem.value = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      problem.value = error;
    } finally {
      if (!signal.aborted) loading.value = false;
    }
  }

  if (sources.length > 0) watch(sources, load, { immediate: true });
  else void load();
  onScopeDispose(() => request.abort());
  return { data, loading, problem, load };
}
