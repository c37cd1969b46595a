/** The parts of Trusted Types (W3C) that we use. Not every browser supports them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** Where our own files are: the built ones, and the sources under `npm run dev`. */
const ours = import.meta.env.DEV ? import.meta.env.BASE_URL : '/assets/';

/**
 * Restricts worker scripts to our own files. The server's CSP allows the policies
 * `pact-worker` and Vue's, and no other.
 */
const policy = trustedTypes?.createPolicy('pact-worker', {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, location.href);
    if (origin !== location.origin || !pathname.startsWith(ours))
      throw new TypeError('not a script of ours');
    return url;
  },
});

export function trustedWorker(url: string): Worker {
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' });
}
