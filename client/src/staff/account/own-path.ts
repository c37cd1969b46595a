import type { LocationQueryValue, Router } from 'vue-router';

/**
 * The page to return to if it is one of ours, otherwise the queue, because a link must not redirect
 * elsewhere.
 */
export function ownPath(
  router: Router,
  wanted: LocationQueryValue | LocationQueryValue[] | undefined,
): string {
  if (typeof wanted !== 'string' || !/^\/staff(?:[/?]|$)/.test(wanted) || wanted.includes('\\'))
    return '/staff';
  const { name } = router.resolve(wanted);
  return name === undefined || isOnTheWay(name) ? '/staff' : wanted;
}

export function isOnTheWay(name: unknown): boolean {
  return name === 'sign-in' || name === 'second-step' || isByLink(name);
}

/** Pages opened from a mail, by the provider or on the way there, before sign-in. */
export function isByLink(name: unknown): boolean {
  return (
    name === 'provider-return' ||
    name === 'invitation' ||
    name === 'forgotten-password' ||
    name === 'new-address' ||
    name === 'new-password'
  );
}
