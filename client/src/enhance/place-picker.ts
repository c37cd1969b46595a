import { parseDegrees } from '../../../contract/degrees.ts';
import { placeAt, project } from '../../../contract/projection.mjs';
import { loadPage } from './live.ts';

const pause = 400;

/**
 * A click on the map fills in latitude and longitude; typing them moves the marker. Both name the
 * nearest town, and the buttons move the map without loading the page again.
 */
export function pickPlaceOnMap(): void {
  const picker = document.querySelector<HTMLElement>('[data-place-picker]');
  const latitude = document.querySelector<HTMLInputElement>('input[name="latitude"]');
  const longitude = document.querySelector<HTMLInputElement>('input[name="longitude"]');
  if (!picker || !latitude || !longitude) return;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const point = () => {
    const east = parseDegrees(longitude.value, 'longitude');
    const north = parseDegrees(latitude.value, 'latitude');
    return typeof east === 'number' && typeof north === 'number' ? { east, north } : null;
  };
  const load = (part: string, box?: string, step?: string) => {
    const at = point();
    const asked = new URLSearchParams({
      ...(box ? { box } : {}),
      at: at ? `${at.north},${at.east}` : '',
    });
    loadPage(`${location.pathname}?${asked.toString()}`, (page) => {
      const fresh = page.querySelector(part);
      if (fresh) picker.querySelector(part)?.replaceChildren(...fresh.childNodes);
      if (step) picker.querySelector<HTMLElement>(`[data-place-step="${step}"]`)?.focus();
    });
  };
  const showMarker = () => {
    const at = point();
    const place = at && project(at.east, at.north);
    const dot = picker.querySelector<SVGCircleElement>('[data-place-dot]');
    dot?.classList.toggle('is-empty', !place);
    if (place) {
      dot?.setAttribute('cx', String(place[0]));
      dot?.setAttribute('cy', String(place[1]));
    }
  };
  const show = () => {
    showMarker();
    clearTimeout(timer);
    timer = setTimeout(() => load('[data-place-near]'), pause);
  };

  picker.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-place-step]');
    if (button) {
      event.preventDefault();
      load('[data-place-map]', button.value.replace('box:', ''), button.dataset['placeStep']);
      return;
    }
    const map = (event.target as Element).closest<SVGSVGElement>('svg.map');
    if (!map) return;
    const [box, view] = [map.getBoundingClientRect(), map.viewBox.baseVal];
    const place = placeAt(
      view.x + ((event.clientX - box.left) / box.width) * view.width,
      view.y + ((event.clientY - box.top) / box.height) * view.height,
    );
    latitude.value = String(place.latitude);
    longitude.value = String(place.longitude);
    latitude.dispatchEvent(new Event('input', { bubbles: true }));
  });
  for (const input of [latitude, longitude]) input.addEventListener('input', show);
}
