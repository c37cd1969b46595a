/** What we use of Trusted Types (W3C), which not every browser has yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/**
 * Where scripts come from that a worker may run: our own built files. The server's policy names
 * `pact-worker` and Vue's, and no other.
 */
const policy = trustedTypes?.createPolicy('pact-worker', {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, location.href);
    if (origin !== location.origin || !pathname.startsWith('/assets/'))
      throw new TypeError('not a script of ours');
    return url;
  },
});

export function trustedWorker(url: string): Worker {
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' });
}
