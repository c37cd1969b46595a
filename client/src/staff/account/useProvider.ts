import { onMounted, ref } from 'vue';
import { answer, api, ApiProblem, type Schemas } from '../../api/client.ts';

/**
 * The name of the organisation's sign-in; null when none is configured, or while it is still
 * unknown.
 */
export function useProvider() {
  const name = ref<string | null>(null);
  onMounted(async () => {
    try {
      name.value = (await answer(api.GET('/api/v1/staff/provider'))).name;
    } catch (error) {
      // Signing in with a password still works without it.
      if (!(error instanceof ApiProblem)) throw error;
    }
  });
  return { name };
}

const place = 'staff.return';

/** Goes to the provider. The current page is remembered in this tab, to return to it. */
export function leave({ address }: Schemas['DepartureDto'], returnTo: string): void {
  try {
    sessionStorage.setItem(place, returnTo);
  } catch {
    // A browser without storage returns to the first page.
  }
  location.assign(address);
}

/** The page that this tab was on before it left. */
export function leftFrom(): string | undefined {
  try {
    const path = sessionStorage.getItem(place) ?? undefined;
    sessionStorage.removeItem(place);
    return path;
  } catch {
    return undefined;
  }
}
