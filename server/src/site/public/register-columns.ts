import { strasbourg } from '../../../../contract/clock.js';
import { authorityKinds, progressStates } from '../../../../contract/kinds.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import { ragged, type Ragged } from './ragged.js';

/**
 * What counts, figures and maps need of each public signatory, column by column, in the order of
 * their ids: about 50 bytes each and four for each pledge, so that none of them has to read the
 * whole register again.
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
  /** 1 for a demonstration entry. */
  readonly demo: Uint8Array;
  /** -1 where it is not known. */
  readonly population: Int32Array;
  /** The year of joining; 0 where it is not known. */
  readonly joined: Uint16Array;
  /** The year of publication, in Strasbourg. */
  readonly published: Uint16Array;
  /** 1 where a report was accepted. */
  readonly reported: Uint8Array;
  /** Every action of the Pact, in the order of the codes. */
  readonly actions: readonly string[];
  /** Each packed into a number: see `actionIn` and those after it. */
  readonly pledges: Ragged;
  /** The years in which a report was accepted; empty lists for a past day. */
  readonly reportYears: Ragged;
}

export interface ColumnsRow {
  ids: Buffer | null;
  countries: string | null;
  kinds: string | null;
  longitudes: Buffer | null;
  latitudes: Buffer | null;
  demo: string | null;
  populations: Buffer | null;
  joined: Buffer | null;
  published: Buffer | null;
  reported: string | null;
  actions: string[] | null;
  pledgeCounts: Buffer | null;
  pledges: Buffer | null;
  reportCounts: Buffer | null;
  reportYears: Buffer | null;
  /** The oldest transaction that this reading may have missed. */
  since: string;
}

/** The digits of a column are text, one character for each signatory. */
const digit = (number: string) => `chr(48 + ${number})`;
const position = (column: string, words: readonly string[]) =>
  `CASE ${column} ${words.map((word, index) => `WHEN '${word}' THEN ${index}`).join(' ')} END`;
const year = (day: string) => `extract(year FROM ${day})::int`;
const none = "''::bytea";

const reports = (only: string) => `
  SELECT signatory_id, count(*) AS number, string_agg(int4send(year), ${none}) AS years
  FROM (
    SELECT r.signatory_id, ${year('r.reported_on')} AS year FROM public_pledge_report r ${only}
    UNION SELECT r.id, ${year('r.reported_on')} FROM public_signatory r
    WHERE r.reported_on IS NOT NULL ${only.replace('WHERE', 'AND').replace('signatory_id', 'id')}
  ) report GROUP BY signatory_id`;
const noReports = `SELECT NULL::uuid AS signatory_id, 0 AS number, ${none} AS years LIMIT 0`;

/**
 * One row with the whole register, because 200,000 rows would take the server longer to read.
 * @param only `some` for the signatories in `$1`; `past` for an earlier day, of which nobody asks
 *   who reported.
 */
export function columnsSql(only: 'all' | 'some' | 'past'): string {
  const among = (id: string) => (only === 'some' ? `WHERE ${id} = ANY ($1::uuid[])` : '');
  return `
  SELECT string_agg(uuid_send(id), ${none}) AS ids, string_agg(country_code, '') AS countries,
    string_agg(${digit(position('kind', authorityKinds))}, '') AS kinds,
    string_agg(float8send(coalesce(longitude, 'NaN')), ${none}) AS longitudes,
    string_agg(float8send(coalesce(latitude, 'NaN')), ${none}) AS latitudes,
    string_agg(${digit('demo::int')}, '') AS demo,
    string_agg(int4send(coalesce(population, -1)), ${none}) AS populations,
    string_agg(int2send(coalesce(left(signed_on, 4), '0')::int2), ${none}) AS joined,
    string_agg(int2send(
      coalesce(${year(`published_at AT TIME ZONE '${strasbourg}'`)}, 0)::int2), ${none})
      AS published,
    string_agg(${digit('(reported_on IS NOT NULL)::int')}, '') AS reported,
    (SELECT json_agg(code ORDER BY code) FROM public_action) AS actions,
    string_agg(int4send(pledges::int), ${none}) AS "pledgeCounts",
    string_agg(packed, ${none}) AS pledges,
    string_agg(int4send(reports::int), ${none}) AS "reportCounts",
    string_agg(years, ${none}) AS "reportYears",
    pg_snapshot_xmin(pg_current_snapshot())::text AS since
  FROM (
    SELECT s.id, s.country_code, s.kind, s.longitude, s.latitude, s.demo, s.population,
      s.signed_on, s.published_at, s.reported_on, coalesce(p.number, 0) AS pledges,
      coalesce(p.packed, ${none}) AS packed, coalesce(r.number, 0) AS reports,
      coalesce(r.years, ${none}) AS years
    FROM public_signatory s
      LEFT JOIN (
        SELECT p.signatory_id, count(*) AS number, string_agg(int4send(
          (coalesce(a.number, 0) << 16) | (${position('p.progress', progressStates)} << 14)
          | (${position('p.pillar_code', pillarCodes)} << 12)
          | coalesce(${year('p.reported_on')}, 0)), ${none}) AS packed
        FROM public_pledge p
          LEFT JOIN (SELECT code, row_number() OVER (ORDER BY code)::int AS number
            FROM public_action) a ON a.code = p.action_code
        ${among('p.signatory_id')} GROUP BY p.signatory_id) p ON p.signatory_id = s.id
      LEFT JOIN (${only === 'past' ? noReports : reports(among('r.signatory_id'))}) r
        ON r.signatory_id = s.id
    ${among('s.id')} ORDER BY s.id) s`;
}

// The parts of a packed pledge. Not one object: there are a million of them in a large register.

/** The position of its action in `actions`, from 1 on; 0: in the town's own words only. */
export const actionIn = (pledge: number): number => pledge >>> 16;
/** The position of its state in `progressStates`. */
export const progressIn = (pledge: number): number => (pledge >>> 14) & 3;
/** The position of its pillar in `pillarCodes`. */
export const pillarIn = (pledge: number): number => (pledge >>> 12) & 3;
/** The year of the last report on it; 0: none. */
export const reportedIn = (pledge: number): number => pledge & 0xfff;

export function columnsOf(row: ColumnsRow): RegisterColumns {
  const { country, countries } = countriesOf(row.countries ?? '');
  const pledges = ragged(integersOf(row.pledgeCounts), unsigned(integersOf(row.pledges)));
  return {
    size: country.length,
    ids: wordsOf(row.ids),
    country,
    countries,
    kind: digitsOf(row.kinds),
    pillars: pillarsOf(pledges, country.length),
    longitude: numbersOf(row.longitudes),
    latitude: numbersOf(row.latitudes),
    demo: digitsOf(row.demo),
    population: integersOf(row.populations),
    joined: shortsOf(row.joined),
    published: shortsOf(row.published),
    reported: digitsOf(row.reported),
    actions: row.actions ?? [],
    pledges,
    reportYears: ragged(integersOf(row.reportCounts), unsigned(integersOf(row.reportYears))),
  };
}

function pillarsOf(pledges: Ragged, size: number): Uint8Array {
  const pillars = new Uint8Array(size);
  const { starts, values } = pledges;
  for (let row = 0; row < size; row += 1)
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1)
      pillars[row]! |= 1 << pillarIn(values[at]!);
  return pillars;
}

/** Ids as words: compared with each other only, so the order of their bytes does not matter. */
export function wordsOf(ids: Buffer | null): Uint32Array {
  return new Uint32Array(new Uint8Array(ids ?? []).buffer);
}

export function uuidAt({ ids }: Pick<RegisterColumns, 'ids'>, row: number): string {
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

function integersOf(bytes: Buffer | null): Int32Array {
  const copy = new Uint8Array(bytes ?? []);
  Buffer.from(copy.buffer).swap32();
  return new Int32Array(copy.buffer);
}

function shortsOf(bytes: Buffer | null): Uint16Array {
  const copy = new Uint8Array(bytes ?? []);
  Buffer.from(copy.buffer).swap16();
  return new Uint16Array(copy.buffer);
}

const unsigned = ({ buffer }: Int32Array) => new Uint32Array(buffer);
