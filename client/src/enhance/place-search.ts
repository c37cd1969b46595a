import { loadPage } from './live.ts';

const pause = 200;

/** Searches while the user types: fetches the page again and replaces the results. */
export function searchPlacesWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-place-search]');
  const results = document.querySelector<HTMLElement>('[data-place-results]');
  const status = document.querySelector<HTMLElement>('[data-place-status]');
  const country = form?.querySelector<HTMLSelectElement>('select[name="country"]');
  const name = form?.querySelector<HTMLInputElement>('input[name="q"]');
  if (!form || !results || !status || !country || !name) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: XMLHttpRequest | undefined;

  const search = () => {
    running?.abort();
    const asked = [...new FormData(form)].map(([field, value]) => [field, String(value).trim()]);
    const address = `${form.action}?${new URLSearchParams(asked).toString()}`;
    running = loadPage(address, (page) => {
      const found = page.querySelector('[data-place-results]');
      if (!found) return;
      results.replaceChildren(...found.childNodes);
      status.textContent = results.querySelector('[data-place-count]')?.textContent ?? '';
      // Pressing Back after choosing a place returns to these results.
      history.replaceState(null, '', address);
    });
  };
  // A country's regions are few enough to be shown before one is named.
  const listsAll = form.querySelector('input[name="for"][value="region"]') !== null;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    if (country.value && (listsAll || name.value.trim().length > 1))
      timer = setTimeout(search, pause);
  });
}
