/** The parts of Trusted Types (W3C) that we use. Not every browser supports them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/**
 * Takes a page that our server rendered, for a frame in which no script runs. The server's CSP
 * allows the policy `pact-preview`; nothing else may use it.
 */
const policy = trustedTypes?.createPolicy('pact-preview', { createHTML: (html) => html });

/** Shows the page in a frame; one that could run scripts is refused. */
export function showInFrame(frame: HTMLIFrameElement, html: string): void {
  if (frame.sandbox.length !== 1 || !frame.sandbox.contains('allow-same-origin'))
    throw new TypeError('a preview runs no scripts');
  frame.srcdoc = policy ? policy.createHTML(html) : html;
}
