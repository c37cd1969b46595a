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

/**
 * Shows the page in a frame, at the text in question; a frame that could run scripts is refused.
 */
export function showInFrame(frame: HTMLIFrameElement, html: string, text: string): void {
  if (frame.sandbox.length !== 1 || !frame.sandbox.contains('allow-same-origin'))
    throw new TypeError('a preview runs no scripts');
  frame.onload = () => scrollTo(frame, text);
  frame.srcdoc = policy ? policy.createHTML(html) : html;
}

/** Finds the text by its first words without Markdown; an answer that is folded away is opened. */
function scrollTo(frame: HTMLIFrameElement, text: string): void {
  const words = /[^*_[\]#>{}|\n-]{6,}/.exec(text)?.[0].trim();
  const page = frame.contentDocument;
  if (!page || !words) return;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent?.includes(words)) continue;
    const found = walker.currentNode.parentElement;
    found?.closest('details')?.setAttribute('open', '');
    found?.scrollIntoView({ block: 'center' });
    return;
  }
}
