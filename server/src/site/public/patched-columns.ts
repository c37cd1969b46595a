import { columnsOf, type ColumnsRow, type RegisterColumns } from './register-columns.js';
import { spliced, splicedLists, type Splice } from './splices.js';

const idBytes = 16;

/**
 * The columns with some signatories read again. The older ones stay as they are: other answers may
 * still be reading them.
 * @param older with the same actions as `row`.
 * @param touched the ids of these signatories, in order, whether they are public or not.
 * @param row what the public sees of them now.
 */
export function patchedColumns(
  older: RegisterColumns,
  touched: Buffer,
  row: ColumnsRow,
): RegisterColumns {
  const newer = columnsOf(row);
  const countries = [...new Set([...older.countries, ...newer.countries])];
  const country = newer.country.map((index) => countries.indexOf(newer.countries[index]!));
  const splices = splicesOf(older, touched, newer);
  const ids = spliced(older.ids, newer.ids, splices, 4);
  return {
    size: ids.length / 4,
    ids,
    countries,
    country: spliced(older.country, country, splices),
    kind: spliced(older.kind, newer.kind, splices),
    pillars: spliced(older.pillars, newer.pillars, splices),
    longitude: spliced(older.longitude, newer.longitude, splices),
    latitude: spliced(older.latitude, newer.latitude, splices),
    demo: spliced(older.demo, newer.demo, splices),
    population: spliced(older.population, newer.population, splices),
    joined: spliced(older.joined, newer.joined, splices),
    published: spliced(older.published, newer.published, splices),
    reported: spliced(older.reported, newer.reported, splices),
    actions: older.actions,
    pledges: splicedLists(older.pledges, newer.pledges, splices),
    reportYears: splicedLists(older.reportYears, newer.reportYears, splices),
  };
}

function splicesOf(older: RegisterColumns, touched: Buffer, newer: RegisterColumns): Splice[] {
  const olderIds = bytesOf(older.ids);
  const newerIds = bytesOf(newer.ids);
  return Array.from({ length: touched.length / idBytes }, (_, index) => {
    const id = touched.subarray(index * idBytes, (index + 1) * idBytes);
    const at = placeOf(id, olderIds);
    const from = placeOf(id, newerIds);
    return {
      at,
      replaces: isAt(id, olderIds, at),
      from: isAt(id, newerIds, from) ? from : undefined,
    };
  });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** The first row whose id is not before this one. */
function placeOf(id: Buffer, ids: Buffer): number {
  let low = 0;
  let high = ids.length / idBytes;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = ids.compare(id, 0, idBytes, middle * idBytes, (middle + 1) * idBytes) < 0;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isAt = (id: Buffer, ids: Buffer, row: number) =>
  ids.subarray(row * idBytes, (row + 1) * idBytes).equals(id);
