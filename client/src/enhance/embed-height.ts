/**
 * Reports our height to the embedding page, so that it can resize the frame (embed/resize.js
 * listens).
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
