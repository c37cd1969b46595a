import { reactive } from 'vue';

/**
 * Texts that a colleague has written and not sent. Kept in memory only, because they are about
 * people and the computer may be shared.
 */
export function unsentTexts() {
  const texts = reactive(new Map<string, string>());
  let owner: string | null = null;
  return {
    texts,
    /** Keeps one's own texts across a new sign-in, and forgets those of another colleague. */
    belongTo(colleague: string): void {
      if (owner !== colleague) texts.clear();
      owner = colleague;
    },
    write(key: string, text: string): void {
      if (text) texts.set(key, text);
      else texts.delete(key);
    },
  };
}
