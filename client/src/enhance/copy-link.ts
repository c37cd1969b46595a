/** Copies an address and says so, on the button for the eye and in the status for the ear. */
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
