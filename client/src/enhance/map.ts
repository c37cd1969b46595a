import { loadPage, showParts } from './live.ts';
import { followHands } from './map-gestures.ts';

type Box = [west: number, south: number, east: number, north: number];
/**
 * The extent of the whole sheet, approximate but sufficient for gestures (same value in
 * components/map/views.ts).
 */
const europe: Box = [-24, 34, 46, 72];
const keys: Record<string, string> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  ArrowUp: 'north',
  ArrowDown: 'south',
  ArrowLeft: 'west',
  ArrowRight: 'east',
  '0': 'whole',
};

/**
 * Pans and zooms the map without reloading the page: by its links, by keyboard, by mouse and by two
 * fingers.
 */
export function moveMap(): void {
  const frame = document.querySelector<HTMLElement>('[data-map]');
  if (!frame) return;
  const open = (address: string, step = '') => {
    loadPage(address, (page) => {
      frame.dataset['box'] = page.querySelector<HTMLElement>('[data-map]')?.dataset['box'] ?? '';
      const hadFocus = frame.contains(document.activeElement);
      // A focused part is not replaced, so the focus moves to the frame and afterwards returns to
      // the same control.
      if (hadFocus) frame.focus();
      showParts(page);
      history.replaceState(null, '', address);
      if (hadFocus && step)
        (frame.querySelector<HTMLElement>(`[data-map-step="${step}"]`) ?? frame).focus();
    });
  };

  frame.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    const address = link?.getAttribute('href') ?? '';
    if (
      !link ||
      !/^\/\w+\/map(\?|$)/.test(address) ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    event.preventDefault();
    open(address, link.getAttribute('data-map-step') ?? '');
  });
  frame.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== frame) return;
    const link = frame.querySelector<HTMLAnchorElement>(
      `[data-map-step="${keys[event.key] ?? ''}"]`,
    );
    if (!link) return;
    event.preventDefault();
    open(link.getAttribute('href') ?? '');
  });
  followHands(frame, (left, top, share) => {
    const shown = (frame.dataset['box'] ?? '').split(',').map(Number);
    const [west, south, east, north] = shown.length === 4 ? (shown as Box) : europe;
    const [wide, high] = [east - west, north - south];
    const box = [
      west + wide * left,
      north - high * (top + share),
      west + wide * (left + share),
      north - high * top,
    ];
    const address = new URL(location.href);
    if (wide * share >= europe[2] - europe[0]) address.searchParams.delete('box');
    else
      address.searchParams.set(
        'box',
        box.map((degrees, index) => clamp(degrees, index % 2 ? 90 : 180)).join(','),
      );
    open(address.pathname + address.search);
  });
}

const clamp = (degrees: number, end: number) =>
  Math.round(Math.max(-end, Math.min(end, degrees)) * 1000) / 1000;
