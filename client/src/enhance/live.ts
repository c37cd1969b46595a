/**
 * Asks for a page and gives it over. Parsed by the browser itself: no script ever turns text into
 * markup.
 */
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
 * Puts every `data-live` part of a page in place of the old one, but not under the reader's hands;
 * the status says what was found.
 */
export function showParts(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${part.dataset['live']}"]`);
    if (!fresh || part.contains(document.activeElement)) continue;
    // A list of choices chooses anew with each one that is taken out of it.
    const chosen = fresh instanceof HTMLSelectElement ? fresh.value : '';
    part.replaceChildren(...fresh.childNodes);
    if (part instanceof HTMLSelectElement) part.value = chosen;
  }
  const status = document.querySelector('[data-live-status]');
  if (status) status.textContent = document.querySelector('[data-live-count]')?.textContent ?? '';
}
