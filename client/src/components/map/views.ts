import countryViews from './country-views.json';
import { height, project, projection, width } from '../../../../contract/projection.mjs';

/** A part of the map sheet: left, top, width, height, always in the sheet's proportions. */
export type View = readonly [x: number, y: number, width: number, height: number];
/** West, south, east, north in degrees, as in the map's URL. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export const wholeView: View = [0, 0, width, height];
/** The extent of the whole sheet, approximate but sufficient for zoom steps. */
const europe: Box = [-24, 34, 46, 72];
/** The closest zoom, beyond which the outlines show no more detail. */
export const leastWidth = 70;
/** Closer if towns are shown for orientation: about fifty kilometres. */
export const closeWidth = 8;
const leastSpan = 0.5;

export function parseBox(text: string): Box | null {
  const numbers = text.split(',').map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite)
    ? (numbers as unknown as Box)
    : null;
}

/**
 * The part of the sheet that shows a box of degrees. Its edges are curved, so several points of
 * each are projected.
 */
export function viewOfBox([west, south, east, north]: Box, least = leastWidth): View {
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const edges = shares.flatMap((share) => {
    const [longitude, latitude] = [west + (east - west) * share, south + (north - south) * share];
    return [
      [longitude, south],
      [longitude, north],
      [west, latitude],
      [east, latitude],
    ] as [number, number][];
  });
  const points = edges
    .flatMap((place) => [projection(place) ?? []])
    .filter((point): point is [number, number] => point.length === 2);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return fit(
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs) - Math.min(...xs),
    Math.max(...ys) - Math.min(...ys),
    least,
  );
}

/**
 * The part that shows a country with a margin. A country too small to draw is located by its
 * signatories.
 */
export function viewOfCountry(
  code: string,
  places: { longitude: number; latitude: number }[],
): View {
  const known = (countryViews as unknown as Record<string, [number, number, number, number]>)[code];
  if (known) {
    const [x, y, w, h] = known;
    return fit(x - w * 0.08, y - h * 0.08, w * 1.16, h * 1.16);
  }
  const points = places
    .flatMap(({ longitude, latitude }) => [project(longitude, latitude) ?? []])
    .filter((point) => point.length === 2);
  const [x, y] = points[0] ?? [];
  return x === undefined || y === undefined ? wholeView : fit(x, y, 0, 0);
}

/**
 * The smallest part in the sheet's proportions that contains a rectangle, without leaving the
 * sheet.
 */
function fit(x: number, y: number, w: number, h: number, least = leastWidth): View {
  const wide = Math.min(width, Math.max(w, (h * width) / height, least));
  const high = (wide * height) / width;
  const within = (start: number, size: number, end: number) =>
    Math.max(0, Math.min(end - size, start));
  return [
    within(x + w / 2 - wide / 2, wide, width),
    within(y + h / 2 - high / 2, high, height),
    wide,
    high,
  ].map(rounded) as unknown as View;
}

export const steps = ['in', 'out', 'north', 'west', 'east', 'south'] as const;
export type Step = (typeof steps)[number];
const turned = 0.4;

/**
 * The box after a step, as written in the URL; null for the whole map, undefined when the step is
 * not possible.
 */
export function afterStep(box: Box | null, step: Step): string | null | undefined {
  const [west, south, east, north] = box ?? europe;
  const [wide, high] = [east - west, north - south];
  if (step === 'in')
    return wide / 2 < leastSpan
      ? undefined
      : write([west + wide / 4, south + high / 4, east - wide / 4, north - high / 4]);
  if (!box) return undefined;
  if (step === 'out')
    return wide * 2 >= europe[2] - europe[0]
      ? null
      : write([west - wide / 2, south - high / 2, east + wide / 2, north + high / 2]);
  const [dx, dy] = { north: [0, high], south: [0, -high], east: [wide, 0], west: [-wide, 0] }[
    step
  ] as [number, number];
  return write([west + dx * turned, south + dy * turned, east + dx * turned, north + dy * turned]);
}

function write([west, south, east, north]: Box): string {
  const clamp = (value: number, end: number) => rounded(Math.max(-end, Math.min(end, value)));
  return [clamp(west, 180), clamp(south, 90), clamp(east, 180), clamp(north, 90)].join(',');
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
