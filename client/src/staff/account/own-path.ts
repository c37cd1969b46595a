import type { LocationQueryValue, Router } from 'vue-router';

/**
 * The page to return to when it is one of ours, else the queue: an address in a link must not lead
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

/** Opened from a mail or by the provider, or on the way to one: nobody is signed in yet. */
export function isByLink(name: unknown): boolean {
  return (
    name === 'provider-return' ||
    name === 'invitation' ||
    name === 'forgotten-password' ||
    name === 'new-password'
  );
}
