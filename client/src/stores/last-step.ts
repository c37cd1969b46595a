import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Schemas } from '../api/client.ts';

export interface LastStep {
  undo: Schemas['UndoDto'];
  /** The name of its subject, if any. */
  name: string;
  /** The page on which it was taken. */
  path: string;
}

/** The last step that can be undone, so that it can be undone from every page. */
export const useLastStep = defineStore('last-step', () => {
  const step = shallowRef<LastStep | null>(null);
  /** Whether the page itself offers to undo it. */
  const isOnPage = ref(false);

  return {
    step,
    isOnPage,
    show(taken: LastStep): void {
      step.value = taken;
      isOnPage.value = true;
    },
    leave(): void {
      isOnPage.value = false;
    },
    forget(): void {
      step.value = null;
    },
  };
});
