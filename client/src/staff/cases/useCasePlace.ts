import { computed, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { answer, api, type Schemas } from '../../api/client.ts';
import { filterOf } from '../queue/useQueue.ts';
import { useNextCase } from '../shared/useNextCase.ts';

/**
 * The position of a case in the list that it was opened from. The case's address contains the
 * list's filter. Without one, it is the list of waiting cases.
 */
export function useCasePlace(id: string) {
  const route = useRoute();
  const router = useRouter();
  const anyNext = useNextCase();
  const place = shallowRef<Schemas['CasePlaceDto'] | null>(null);
  const list = computed(() => ({ name: 'queue', query: route.query }));

  async function load(): Promise<void> {
    const found = await answer(
      api.GET('/api/v1/staff/submissions/{id}/place', {
        params: { path: { id }, query: filterOf(route.query) },
      }),
    ).catch(() => null);
    if (found) place.value = found;
  }

  const to = (caseId: string) => ({ name: 'case', params: { id: caseId }, query: route.query });
  const previous = async () => {
    await first;
    if (place.value?.previous) await router.push(to(place.value.previous));
  };
  /** The next case of the list; at its end, whichever waits longest. */
  const next = async () => {
    await first;
    if (place.value?.next) await router.push(to(place.value.next));
    else await anyNext();
  };

  /** After a decision. @returns whether there was another case in the list. */
  async function nextAfterDecision(): Promise<boolean> {
    await load();
    const another = place.value?.next ?? place.value?.previous;
    if (another) await router.push(to(another));
    return Boolean(another);
  }

  /** A key pressed before the place is known waits for it. */
  const first = load();
  return { place, list, to, load, previous, next, nextAfterDecision };
}
