import { onMounted, ref } from 'vue';
import { answer, api, ApiProblem, type Schemas } from '../../api/client.ts';

/**
 * The name of the organisation's own sign-in; null where none is set, or while that is not known.
 */
export function useProvider() {
  const name = ref<string | null>(null);
  onMounted(async () => {
    try {
      name.value = (await answer(api.GET('/api/v1/staff/provider'))).name;
    } catch (error) {
      // Without it there is still the password.
      if (!(error instanceof ApiProblem)) throw error;
    }
  });
  return { name };
}

const place = 'staff.return';

/** Leaves for the provider. Our page of before is remembered in this tab, for the return. */
export function leave({ address }: Schemas['DepartureDto'], returnTo: string): void {
  try {
    sessionStorage.setItem(place, returnTo);
  } catch {
    // A browser without storage comes back to the first page.
  }
  location.assign(address);
}

/** Where this tab was before it left. */
export function leftFrom(): string | undefined {
  try {
    const path = sessionStorage.getItem(place) ?? undefined;
    sessionStorage.removeItem(place);
    return path;
  } catch {
    return undefined;
  }
}
