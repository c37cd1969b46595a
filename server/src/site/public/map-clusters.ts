import type { Rows } from './filtered-columns.js';
import type { MapClusterDto } from './public.dto.js';
import type { RegisterColumns } from './register-columns.js';

interface Cell {
  longitude: number;
  latitude: number;
}

interface Sum {
  count: number;
  longitude: number;
  latitude: number;
  x: number;
  y: number;
}

/** Cell size for clusters on the map of all Europe, in degrees: about 500 cells. */
const wholeCell: Cell = { longitude: 2, latitude: 1.5 };
/** Cells in each direction when only part of the map is shown. */
const cellsAcross = 24;
/**
 * The smallest cell size in degrees, about a neighbourhood; signatories closer together are
 * separate only in the list.
 */
const leastCell = 0.02;

/** Those whose place is known. */
export function locatedRows({ latitude }: RegisterColumns, rows: Rows): Rows {
  return rows.filter((row) => !Number.isNaN(latitude[row]));
}

/** The cells of the map that hold any, the fullest first. */
export function clustersOf(
  columns: RegisterColumns,
  located: Rows,
  box: string | undefined,
): MapClusterDto[] {
  const cell = cellOf(box);
  const { longitude, latitude } = columns;
  const cells = new Map<number, Sum>();
  for (const row of located) {
    const x = Math.floor(longitude[row]! / cell.longitude);
    const y = Math.floor(latitude[row]! / cell.latitude);
    const key = x * 100_000 + y;
    const sum = cells.get(key) ?? { count: 0, longitude: 0, latitude: 0, x, y };
    if (sum.count === 0) cells.set(key, sum);
    sum.count += 1;
    sum.longitude += longitude[row]!;
    sum.latitude += latitude[row]!;
  }
  return [...cells.values()]
    .sort((a, b) => b.count - a.count || a.x - b.x || a.y - b.y)
    .map(({ count, longitude: east, latitude: north, x, y }) => ({
      count,
      latitude: rounded(north / count, 3),
      longitude: rounded(east / count, 3),
      box: [
        x * cell.longitude,
        y * cell.latitude,
        (x + 1) * cell.longitude,
        (y + 1) * cell.latitude,
      ]
        .map((side) => rounded(side, 4))
        .join(','),
    }));
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}

/** The smaller the visible part of the map, the finer its cells. */
function cellOf(box: string | undefined): Cell {
  if (!box) return wholeCell;
  const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
  const side = (span: number, whole: number) =>
    Math.max(leastCell, Math.min(whole, Math.abs(span) / cellsAcross));
  return {
    longitude: side(east - west, wholeCell.longitude),
    latitude: side(north - south, wholeCell.latitude),
  };
}
