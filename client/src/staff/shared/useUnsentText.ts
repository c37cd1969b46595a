import { computed, type WritableComputedRef } from 'vue';
import { useSession } from '../../stores/session.ts';

/** A text that this window keeps until it is sent, even across a conflict or a new sign-in. */
export function useUnsentText(key: string): WritableComputedRef<string> {
  const { unsent } = useSession();
  return computed({
    get: () => unsent.texts.get(key) ?? '',
    set: (text) => unsent.write(key, text),
  });
}
