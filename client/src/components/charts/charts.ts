/**
 * The chart colours by meaning. Each has sufficient contrast on both backgrounds in both schemes
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

/** One figure, with a link to the rows behind it. */
export interface ChartItem {
  key: string;
  label: string;
  value: number;
  href?: string | undefined;
  /** A second figure, shown in the table only. */
  more?: { value: number; href?: string | undefined };
  tone?: Tone | undefined;
}

/** A series of a stacked chart, present in every row. */
export interface ChartSeries {
  key: string;
  label: string;
  tone: Tone;
}

/** A row (or column) of a stacked chart, with one figure per series, in their order. */
export interface ChartRow {
  key: string;
  label: string;
  /** A short label for the axis, where the full one is too long. */
  short?: string;
  href?: string | undefined;
  /** Null: not known (yet), which is not 0. */
  values: { value: number | null; href?: string | undefined }[];
}

/** A figure with a position on the map. */
export interface MapItem extends ChartItem {
  latitude: number;
  longitude: number;
}

/** The texts of a chart, passed in because charts are language-neutral. */
export interface ChartTexts {
  /** The language of the texts below. */
  language: string;
  title: string;
  /** An optional sentence under the title. */
  note?: string | undefined;
  /** "Show as a table". */
  asTable: string;
  /** The headings of the table's first and second column. */
  item: string;
  value: string;
  /** Shown when there is no data. */
  none: string;
}

export type Format = (value: number) => string;

/**
 * The smallest of 1, 2, 5, 10, 20, 50 … that is at least the value, so that an axis ends at a round
 * number.
 */
export function roundedUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}

/** A percentage for SVG, with limited decimals. */
export function percent(value: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((value / whole) * 10_000) / 100}%`;
}

export const totalOf = (values: ChartRow['values']) =>
  values.reduce((sum, { value }) => sum + (value ?? 0), 0);

/** The cells of a row in the table below a chart. */
export const cellsOf = ({ values }: ChartRow, format: Format) =>
  values.map(({ value, href }) => ({
    text: value === null ? '–' : format(value),
    href: value ? href : undefined,
  }));

/**
 * How many characters fit in one line under a chart on a 360 px phone, including the gaps between
 * labels.
 */
const lettersOnPhone = 38;
const gap = 3;

/**
 * Selects the axis labels to show: the first, the last, and evenly spaced ones in between, as many
 * as fit on a phone.
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
