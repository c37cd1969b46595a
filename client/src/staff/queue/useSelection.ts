import { computed, reactive, shallowRef, watch } from 'vue';
import type { Schemas } from '../../api/client.ts';
import type { QueueItem } from './useQueue.ts';

export type Selection = ReturnType<typeof useSelection>;

/**
 * The cases chosen for one decision: over several pages of the list, and never more than the server
 * takes.
 */
export function useSelection(list: () => Schemas['QueueDto'] | null) {
  const chosen = shallowRef<ReadonlyMap<string, QueueItem>>(new Map());
  const limit = computed(() => list()?.bulkLimit ?? 0);
  /** Of the page that is shown, the ones about which this colleague may decide anything. */
  const offered = computed(() => (list()?.items ?? []).filter(({ actions }) => actions.length > 0));
  const isFull = computed(() => chosen.value.size >= limit.value);
  const isWhole = computed(
    () => offered.value.length > 0 && offered.value.every(({ id }) => chosen.value.has(id)),
  );
  let last: string | null = null;

  /**
   * What is on the screen now is what the colleague sees: its version counts, and what can no
   * longer be decided falls out.
   */
  watch(list, (shown) => {
    const next = new Map(chosen.value);
    for (const item of shown?.items ?? []) {
      if (next.has(item.id) && item.actions.length > 0) next.set(item.id, item);
      else next.delete(item.id);
    }
    chosen.value = next;
  });

  function set(items: readonly QueueItem[], on: boolean): void {
    const next = new Map(chosen.value);
    for (const item of items) {
      if (!on) next.delete(item.id);
      else if (next.size < limit.value) next.set(item.id, item);
    }
    chosen.value = next;
  }

  /** Turns one over; with `through` all from the one before to this become as this one. */
  function pick(id: string, through: boolean): void {
    const at = offered.value.findIndex((item) => item.id === id);
    if (at === -1) return;
    const from = through ? offered.value.findIndex((item) => item.id === last) : -1;
    const [first, end] = from === -1 ? [at, at] : [Math.min(from, at), Math.max(from, at)];
    set(offered.value.slice(first, end + 1), through ? true : !chosen.value.has(id));
    last = id;
  }

  const pickAll = () => set(offered.value, !isWhole.value);

  function keepOnly(ids: readonly string[]): void {
    chosen.value = new Map([...chosen.value].filter(([id]) => ids.includes(id)));
    last = null;
  }

  return reactive({ chosen, limit, offered, isFull, isWhole, pick, pickAll, keepOnly });
}
