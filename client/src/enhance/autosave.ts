import { nestedFields } from './nested-fields.ts';

const pause = 800;

/**
 * Sends input to the server shortly after each pause, so that a closed tab or an empty battery
 * loses nothing.
 */
export function saveWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
  const address = form?.dataset['autosave'];
  if (!form || !address) return;
  const status = form.querySelector<HTMLElement>('[data-autosave-status]');
  let timer: ReturnType<typeof setTimeout> | undefined;

  const save = async (keepalive: boolean) => {
    timer = undefined;
    const body = JSON.stringify(nestedFields(new FormData(form)));
    const saved = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive,
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (status)
      status.textContent = (saved ? status.dataset['saved'] : status.dataset['failed']) ?? '';
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(false), pause);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
  // If the page is left during the pause, the request outlives it.
  window.addEventListener('pagehide', () => {
    if (timer !== undefined) {
      clearTimeout(timer);
      void save(true);
    }
  });
}
