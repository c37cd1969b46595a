import { shallowRef } from 'vue';

interface Asked {
  done: (proven: boolean) => void;
}

/** The question of the open dialog. */
const asked = shallowRef<Asked | null>(null);

/**
 * Asks colleagues to prove again who they are, before an action that a copied session must not do.
 * Every caller shares one dialog.
 */
export function useProof() {
  /** @returns whether it was proven. */
  function askForProof(): Promise<boolean> {
    return new Promise((done) => (asked.value = { done }));
  }

  function answerProof(proven: boolean): void {
    asked.value?.done(proven);
    asked.value = null;
  }

  return { asked, askForProof, answerProof };
}
