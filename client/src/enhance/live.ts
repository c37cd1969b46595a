/** Asks for a page and puts its live parts in place of the old ones. Parsed by the browser itself: no script ever turns text into markup. */
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

/** Replaces every `data-live` part but the one that has the focus, and says in the status what was found. */
export function showParts(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${part.dataset['live']}"]`);
    if (!fresh || part === document.activeElement) continue;
    part.replaceChildren(...fresh.childNodes);
  }
  const status = document.querySelector('[data-live-status]');
  if (status) status.textContent = document.querySelector('[data-live-count]')?.textContent ?? '';
}
