import { authorityKinds } from '../../../../contract/kinds.js';
import { pillarCodes } from '../../../../contract/pillars.js';

/**
 * The data of each public signatory for counts and maps, column by column, in the order of their
 * ids: 36 bytes each, so that no filter has to read the whole register again.
 */
export interface RegisterColumns {
  readonly size: number;
  /** Each id as four words. */
  readonly ids: Uint32Array;
  readonly countries: readonly string[];
  /** Positions in `countries` and in `authorityKinds`. */
  readonly country: Uint8Array;
  readonly kind: Uint8Array;
  /** A bit for each pillar under which there is a pledge, in the order of `pillarCodes`. */
  readonly pillars: Uint8Array;
  /** NaN where the place is not known. */
  readonly longitude: Float64Array;
  readonly latitude: Float64Array;
}

export interface ColumnsRow {
  ids: Buffer | null;
  countries: string | null;
  kinds: string | null;
  pillars: string | null;
  longitudes: Buffer | null;
  latitudes: Buffer | null;
}

/** The digits of a column are text, one character for each signatory. */
const digit = (number: string) => `chr(48 + ${number})`;

/** One row with the whole register: 200,000 rows would take the server longer to read. */
export const columnsSql = `
  SELECT string_agg(uuid_send(id), ''::bytea) AS ids, string_agg(country_code, '') AS countries,
    string_agg(${digit('array_position($1::text[], kind) - 1')}, '') AS kinds,
    string_agg(${digit('pillars')}, '') AS pillars,
    string_agg(float8send(coalesce(longitude, 'NaN')), ''::bytea) AS longitudes,
    string_agg(float8send(coalesce(latitude, 'NaN')), ''::bytea) AS latitudes
  FROM (
    SELECT s.id, s.country_code, s.kind, coalesce(p.pillars, 0) AS pillars,
      s.longitude, s.latitude
    FROM public_signatory s LEFT JOIN (
      SELECT signatory_id,
        bit_or(CASE pillar_code
          ${pillarCodes.map((code, bit) => `WHEN '${code}' THEN ${1 << bit}`).join(' ')}
          ELSE 0 END) AS pillars
      FROM public_pledge GROUP BY signatory_id) p ON p.signatory_id = s.id
    ORDER BY s.id) s`;

export const columnsValues: unknown[] = [authorityKinds];

export function columnsOf(row: ColumnsRow): RegisterColumns {
  const { country, countries } = countriesOf(row.countries ?? '');
  return {
    size: country.length,
    ids: wordsOf(row.ids),
    country,
    countries,
    kind: digitsOf(row.kinds),
    pillars: digitsOf(row.pillars),
    longitude: numbersOf(row.longitudes),
    latitude: numbersOf(row.latitudes),
  };
}

/** Ids as words: compared with each other only, so the order of their bytes does not matter. */
export function wordsOf(ids: Buffer | null): Uint32Array {
  return new Uint32Array(new Uint8Array(ids ?? []).buffer);
}

export function uuidAt({ ids }: RegisterColumns, row: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + row * 16, 16).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** The rows of these ids, which are in the same order. */
export function rowsWith({ ids, size }: RegisterColumns, found: Uint32Array): Uint32Array {
  const rows = new Uint32Array(found.length / 4);
  let count = 0;
  for (let row = 0, at = 0; row < size && at < found.length; row += 1) {
    const here = row * 4;
    const isSame =
      ids[here] === found[at] &&
      ids[here + 1] === found[at + 1] &&
      ids[here + 2] === found[at + 2] &&
      ids[here + 3] === found[at + 3];
    if (!isSame) continue;
    rows[count] = row;
    count += 1;
    at += 4;
  }
  return rows.slice(0, count);
}

function countriesOf(codes: string): { country: Uint8Array; countries: string[] } {
  const country = new Uint8Array(codes.length / 2);
  const known = new Map<string, number>();
  for (let row = 0; row < country.length; row += 1) {
    const code = codes.slice(row * 2, row * 2 + 2);
    const index = known.get(code) ?? known.size;
    known.set(code, index);
    country[row] = index;
  }
  // A slice of a text keeps the whole text in memory.
  return { country, countries: [...known.keys()].map((code) => Buffer.from(code).toString()) };
}

function digitsOf(text: string | null): Uint8Array {
  return Uint8Array.from(text ?? '', (digit) => digit.charCodeAt(0) - 48);
}

/** PostgreSQL sends the most significant byte first. */
function numbersOf(bytes: Buffer | null): Float64Array {
  const copy = new Uint8Array(bytes ?? []);
  Buffer.from(copy.buffer).swap64();
  return new Float64Array(copy.buffer);
}
