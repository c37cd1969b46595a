import { computed, type WritableComputedRef } from 'vue';
import { useSession } from '../../stores/session.ts';

/** A text that is kept until it is sent, even across a conflict or a new sign-in. */
export function useDraft(key: string): WritableComputedRef<string> {
  const { drafts, writeDraft } = useSession();
  return computed({
    get: () => drafts.get(key) ?? '',
    set: (text) => writeDraft(key, text),
  });
}
