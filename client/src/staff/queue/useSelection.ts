import { computed, reactive, shallowRef, watch } from 'vue';
import type { Schemas } from '../../api/client.ts';
import type { QueueItem } from './useQueue.ts';

export type Selection = ReturnType<typeof useSelection>;

/**
 * The cases selected for a bulk decision, across pages of the list and up to the server's limit.
 */
export function useSelection(list: () => Schemas['QueueDto'] | null) {
  const chosen = shallowRef<ReadonlyMap<string, QueueItem>>(new Map());
  const limit = computed(() => list()?.bulkLimit ?? 0);
  /** The cases of this page on which the user can take any action. */
  const offered = computed(() => (list()?.items ?? []).filter(({ actions }) => actions.length > 0));
  const isFull = computed(() => chosen.value.size >= limit.value);
  const isWhole = computed(
    () => offered.value.length > 0 && offered.value.every(({ id }) => chosen.value.has(id)),
  );
  let last: string | null = null;

  /**
   * Keeps the selection in line with the screen: uses the displayed version and drops cases that
   * can no longer be decided.
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

  /** Toggles one case; with `through`, selects all from the previous one to this. */
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
