import { certainCountry } from '../../../contract/reader-country.ts';
import { loadPage } from './live.ts';

/**
 * The box at the foot of every page shows the numbers of the reader's own country, if the time zone
 * and languages leave no doubt. Nothing is stored, and a country that the reader chose stays.
 * Loaded only when the box is near the viewport.
 */
export function showHelpHere(): void {
  const box = document.querySelector<HTMLElement>('[data-help]');
  if (!box || box.dataset['help'] === 'chosen') return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const country = certainCountry(timeZone, navigator.languages);
  if (!country) return;
  const picker = document.querySelector<HTMLSelectElement>('#help-country');
  if (picker && !picker.value) picker.value = country;
  if (box.dataset['help'] === country) return;
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      near.disconnect();
      loadPage(`${box.dataset['helpPage']}?country=${country}`, (page) => {
        const fresh = page.querySelector('[data-help]');
        if (fresh && !box.contains(document.activeElement))
          box.replaceChildren(...fresh.childNodes);
      });
    },
    { rootMargin: '400px' },
  );
  near.observe(box);
}
