/** Copies a URL and confirms it, visually on the button and in the status for screen readers. */
export function copyLinks(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
        const said = button.dataset['copied'] ?? '';
        button.textContent = said;
        const status = document.querySelector('[data-copy-status]');
        if (status) status.textContent = said;
      });
    });
  }
}
