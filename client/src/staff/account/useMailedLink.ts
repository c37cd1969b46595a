import { useRoute, useRouter } from 'vue-router';

/**
 * The secret of the mailed link. It is removed from the URL at once, so that it does not stay in
 * the browser's history.
 */
export function useMailedLink(): string {
  const route = useRoute();
  const token = typeof route.query['token'] === 'string' ? route.query['token'] : '';
  if (token) void useRouter().replace({ path: route.path });
  return token;
}
