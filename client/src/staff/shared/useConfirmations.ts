import { inject, provide, ref, type InjectionKey, type Ref } from 'vue';

const key: InjectionKey<Ref<string[]>> = Symbol('confirmations');

/** Answers that were asked about and are right as they are, for the fields of a form to add to. */
export function provideConfirmations(): Ref<string[]> {
  const confirmed = ref<string[]>([]);
  provide(key, confirmed);
  return confirmed;
}

export function useConfirmations(): Ref<string[]> {
  return inject(key, () => ref<string[]>([]), true);
}
