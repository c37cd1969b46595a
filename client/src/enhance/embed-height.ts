/**
 * Tells the page around us how high we are, so that its frame can fit (embed/resize.js listens).
 */
export function tellHeight(): void {
  if (window.parent === window || !document.body.classList.contains('embedded')) return;
  const tell = () =>
    window.parent.postMessage(
      { type: 'pact-register:height', height: document.documentElement.offsetHeight },
      '*',
    );
  new ResizeObserver(tell).observe(document.documentElement);
}
