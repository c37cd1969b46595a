import { shallowRef } from 'vue';

interface Asked {
  done: (proven: boolean) => void;
}

/** What the dialog answers, while it is open. */
const asked = shallowRef<Asked | null>(null);

/**
 * Proving once more who one is, before what a copied session must not do: whoever needs it asks,
 * and one dialog answers.
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
