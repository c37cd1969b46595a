const presses = 3;
/** Presses further apart than this do not count together. */
const pause = 5_000;

/**
 * Leaves the page without a way back to it: by the link, or by pressing Escape three times (like
 * GOV.UK's "exit this page"). The page is blanked at once, because the next one may load slowly.
 * Pages visited before remain in the browser's history.
 */
export function leaveQuickly(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-exit]');
  if (!link) return;
  const leave = () => {
    document.title = '';
    document.body.replaceChildren();
    location.replace(link.href);
  };
  let count = 0;
  let last = 0;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return;
    count = Date.now() - last < pause ? count + 1 : 1;
    last = Date.now();
    if (count >= presses) leave();
  });
}
