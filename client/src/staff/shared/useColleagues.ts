import { shallowRef } from 'vue';
import { answer, api, type Schemas } from '../../api/client.ts';

export type Colleague = Schemas['DeciderDto'];

/** The colleagues who decide on cases, loaded when a page first needs them. */
export function useColleagues() {
  const colleagues = shallowRef<Colleague[]>([]);
  void answer(api.GET('/api/v1/staff/deciders')).then(
    (found) => {
      colleagues.value = found;
    },
    // Without the list, users can still assign a case to themselves.
    () => undefined,
  );
  return colleagues;
}
