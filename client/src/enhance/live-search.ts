import { loadPage, showParts } from './live.ts';

const pause = 150;

/**
 * The filter answers while one types or chooses: the same address as the button would open, and the
 * browser's address follows.
 */
export function searchWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-live-form]');
  if (!form) return;
  // A field of the form may be called action, too.
  const target = form.getAttribute('action') ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: XMLHttpRequest | undefined;

  const search = () => {
    running?.abort();
    const given = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [],
    );
    const query = new URLSearchParams(given).toString();
    const address = query ? `${target}?${query}` : target;
    running = loadPage(address, (page) => {
      showParts(page);
      document.title = page.title;
      history.replaceState(null, '', address);
    });
  };
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(search, event.target instanceof HTMLSelectElement ? 0 : pause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
}
