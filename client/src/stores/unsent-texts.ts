import { reactive } from 'vue';

/**
 * Texts that a colleague has written and not sent. In the browser they are kept in memory only,
 * because they are about people and the computer may be shared; the server keeps long ones
 * (`useKeptDraft`).
 */
export function unsentTexts() {
  const texts = reactive(new Map<string, string>());
  /** The version of each draft on the server that holds what this window wrote. */
  const versions = new Map<string, number>();
  /** Saves that wait for a pause in typing. */
  const waiting = new Set<() => Promise<void>>();
  let owner: string | null = null;

  function clear(): void {
    texts.clear();
    versions.clear();
  }
  return {
    texts,
    versions,
    waiting,
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
