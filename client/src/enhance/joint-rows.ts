/** A list pasted into one row becomes rows: the browser would run its lines together. */
export function splitPastedNames(): void {
  const rows = document.querySelector<HTMLElement>('[data-joint-rows]');
  const paste = document.querySelector<HTMLDetailsElement>('[data-joint-paste]');
  const lines = paste?.querySelector('textarea');
  const add = paste?.querySelector('button');
  rows?.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (!lines || !add || !/[\r\n]/.test(text)) return;
    event.preventDefault();
    lines.value = [lines.value, text].filter(Boolean).join('\n');
    add.click();
  });
}
