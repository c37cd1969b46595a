import { computed, type WritableComputedRef } from 'vue';
import { useSession } from '../../stores/session.ts';

/** A text that outlives its page until it is sent: over a conflict, and over signing in again. */
export function useDraft(key: string): WritableComputedRef<string> {
  const { drafts } = useSession();
  return computed({
    get: () => drafts.get(key) ?? '',
    set: (text) => {
      if (text) drafts.set(key, text);
      else drafts.delete(key);
    },
  });
}
