/** Fetches a page. The browser itself parses it, so no script turns text into markup. */
export function loadPage(address: string, use: (page: Document) => void): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.responseType = 'document';
  request.addEventListener('load', () => {
    if (request.status === 200 && request.responseXML) use(request.responseXML);
  });
  request.send();
  return request;
}

/**
 * Replaces every `data-live` part with that of the fetched page, except the part that has the
 * focus. The status announces the result.
 */
export function showParts(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${part.dataset['live']}"]`);
    if (!fresh || part.contains(document.activeElement)) continue;
    // Removing options changes the selection of a select element, so the value is set afterwards.
    const chosen = fresh instanceof HTMLSelectElement ? fresh.value : '';
    part.replaceChildren(...fresh.childNodes);
    if (part instanceof HTMLSelectElement) part.value = chosen;
  }
  const status = document.querySelector('[data-live-status]');
  if (status) status.textContent = document.querySelector('[data-live-count]')?.textContent ?? '';
}
