import { parseDegrees } from '../../../contract/degrees.ts';
import { height, placeAt, project, width } from '../../../contract/projection.mjs';

/** A click on the map fills in latitude and longitude; typing them moves the marker. */
export function pickPlaceOnMap(): void {
  const map = document.querySelector<SVGSVGElement>('[data-place-picker]');
  const dot = map?.querySelector<SVGCircleElement>('[data-place-dot]');
  const latitude = document.querySelector<HTMLInputElement>('input[name="latitude"]');
  const longitude = document.querySelector<HTMLInputElement>('input[name="longitude"]');
  if (!map || !dot || !latitude || !longitude) return;

  const show = () => {
    const east = parseDegrees(longitude.value, 'longitude');
    const north = parseDegrees(latitude.value, 'latitude');
    const place =
      typeof east === 'number' && typeof north === 'number' ? project(east, north) : null;
    dot.classList.toggle('is-empty', !place);
    if (place) {
      dot.setAttribute('cx', String(place[0]));
      dot.setAttribute('cy', String(place[1]));
    }
  };
  map.addEventListener('click', (event) => {
    const box = map.getBoundingClientRect();
    const place = placeAt(
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    );
    latitude.value = String(place.latitude);
    longitude.value = String(place.longitude);
    latitude.dispatchEvent(new Event('input', { bubbles: true }));
    show();
  });
  for (const input of [latitude, longitude]) input.addEventListener('input', show);
}
