import { queryText, withQuery } from '../../../contract/register-filter.ts';
import { loadPage, showParts } from './live.ts';

const pause = 150;

/**
 * Updates the results while the user types or chooses. It requests the URL that the button would
 * open, and updates the browser's URL.
 */
export function searchWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-live-form]');
  if (!form) return;
  // A form field may be named action, too.
  const target = form.getAttribute('action') ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: XMLHttpRequest | undefined;

  const search = () => {
    running?.abort();
    const given = new FormData(form);
    const names = [...new Set(given.keys())];
    const query = queryText(
      names.map((name) => [
        name,
        given.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : '')),
      ]),
    );
    const address = withQuery(target, query);
    running = loadPage(address, (page) => {
      showParts(page);
      document.title = page.title;
      history.replaceState(null, '', address);
    });
  };
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(search, isTyping(event.target) ? pause : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
}

function isTyping(field: EventTarget | null): boolean {
  return field instanceof HTMLInputElement && field.type !== 'checkbox';
}
