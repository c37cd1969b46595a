import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter kept in the URL, so that it can be bookmarked and shared. Empty values are left out. */
export function useAddress(names: readonly string[]) {
  const route = useRoute();
  const router = useRouter();
  const values = computed<Record<string, string>>(() => {
    const given = names.map((name) => [name, route.query[name]] as const);
    return Object.fromEntries(
      given.filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
      ),
    );
  });
  const withChanges = (changes: Record<string, string | null>) => {
    const merged = { ...values.value, ...changes };
    return {
      query: Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) as Record<
        string,
        string
      >,
    };
  };
  return {
    values,
    address: withChanges,
    go: (changes: Record<string, string | null>) => router.push(withChanges(changes)),
  };
}
