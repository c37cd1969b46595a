/**
 * Colours that a chart may use, by meaning; each reads on paper and surface in both schemes
 * (charts.css).
 */
export type Tone =
  | 'brand'
  | 'soft'
  | 'success'
  | 'notice'
  | 'danger'
  | 'prevention'
  | 'protection'
  | 'prosecution'
  | 'participation';

/** One figure, and where the rows behind it are. */
export interface ChartItem {
  key: string;
  label: string;
  value: number;
  href?: string | undefined;
  /** A second figure, in the table only. */
  more?: { value: number; href?: string | undefined };
  tone?: Tone | undefined;
}

/** A part of every row of a stacked chart. */
export interface ChartSeries {
  key: string;
  label: string;
  tone: Tone;
}

/** A row (or column) of a stacked chart: a figure for each series, in their order. */
export interface ChartRow {
  key: string;
  label: string;
  /** How it is written under an axis, where its label is too long for that. */
  short?: string;
  href?: string | undefined;
  values: { value: number; href?: string | undefined }[];
}

/** A figure with a place on the map. */
export interface MapItem extends ChartItem {
  latitude: number;
  longitude: number;
}

/** The words around a chart: charts know no language. */
export interface ChartTexts {
  title: string;
  /** One sentence under the title, where one is needed. */
  note?: string | undefined;
  /** "Show as a table". */
  asTable: string;
  /** The heads of the table's first and second column. */
  item: string;
  value: string;
  /** What is said when there is nothing to show. */
  none: string;
}

export type Format = (value: number) => string;

/** The least of 1, 2, 5, 10, 20, 50 … that holds the value: an axis ends at a round figure. */
export function roundedUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}

/** A share as SVG wants it, without endless decimals. */
export function percent(value: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((value / whole) * 10_000) / 100}%`;
}

export const totalOf = (values: { value: number }[]) =>
  values.reduce((sum, { value }) => sum + value, 0);

/**
 * So many letters stand beside each other under a chart on a phone of 360 px, with the space that
 * parts one label from the next.
 */
const lettersOnPhone = 38;
const gap = 3;

/**
 * Which of many labels under an axis are written: the first, the last, and evenly between them what
 * fits a phone.
 */
export function writtenLabels(
  items: { label: string; short?: string }[],
): { label: string; index: number; anchor: string }[] {
  const written = items.map(({ label, short }) => short ?? label);
  const longest = Math.max(...written.map(({ length }) => length), 1);
  const most = Math.min(4, items.length, Math.max(2, Math.floor(lettersOnPhone / (longest + gap))));
  const last = items.length - 1;
  return Array.from({ length: most }, (_, place) => {
    const index = Math.round((place * last) / Math.max(1, most - 1));
    return {
      label: written[index] ?? '',
      index,
      anchor: index === 0 ? 'start' : index === last ? 'end' : 'middle',
    };
  });
}
