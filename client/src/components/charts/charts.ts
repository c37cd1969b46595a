/** Colours that a chart may use, by meaning; each reads on paper and surface in both schemes (charts.css). */
export type Tone = 'brand' | 'soft' | 'success' | 'notice' | 'danger' | 'prevention' | 'protection' | 'prosecution' | 'participation';

/** One figure, and where the rows behind it are. */
export interface ChartItem {
  key: string;
  label: string;
  value: number;
  href?: string | undefined;
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

export const totalOf = (values: { value: number }[]) => values.reduce((sum, { value }) => sum + value, 0);

/** Which of many labels under an axis are written: the first, the last, and what fits between on a phone. */
export function writtenLabels<Item extends { label: string }>(items: Item[], most = 4): { label: string; index: number; anchor: string }[] {
  const last = items.length - 1;
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.flatMap(({ label }, index) => {
    if (index % step !== 0 && index !== last) return [];
    if (index !== last && last - index < step) return [];
    return [{ label, index, anchor: index === 0 ? 'start' : index === last ? 'end' : 'middle' }];
  });
}
