import { reactive } from 'vue';

/**
 * Texts that a colleague has written and not sent. In the browser they are kept in memory only,
 * because they are about people and the computer may be shared; the server keeps long ones
 * (`useKeptDraft`).
 */
export function unsentTexts() {
  const texts = reactive(new Map<string, string>());
  /** What this window is still saving, by form: who opens the form again waits for it. */
  const saves = new Map<string, Promise<void>>();
  /** Saves that wait for a pause in typing. */
  const waiting = new Set<() => Promise<void>>();
  /** Forms with something that is neither sent nor on the server. */
  const unsaved = new Set<() => boolean>();
  let owner: string | null = null;

  function clear(): void {
    texts.clear();
    saves.clear();
  }
  return {
    texts,
    saves,
    waiting,
    unsaved,
    clear,
    /** Keeps one's own texts across a new sign-in, and forgets those of another colleague. */
    belongTo(colleague: string): void {
      if (owner !== colleague) clear();
      owner = colleague;
    },
    write(key: string, text: string): void {
      if (text) texts.set(key, text);
      else texts.delete(key);
    },
  };
}
