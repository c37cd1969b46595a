import { Problem } from './problem.js';

/** The end of a page of a list: its sort value, and the id as a tie-breaker. */
type Cursor = [key: string, id: string];

/** A row of a list, with its sort key. */
export interface Keyed {
  key: string;
  keyId: string;
}

/** The form of a cursor in an address, before `decodeCursor` reads it. */
export const cursorPattern = /^[\w-]{1,1000}$/;

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * SQL for a moment as a key, exact to the microsecond that PostgreSQL keeps; it reads back as
 * timestamptz.
 */
export function momentKey(time: string): string {
  return `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The columns of `Keyed` for a list that is sorted by a moment. */
export function momentKeys(time: string, id: string): string {
  return `${momentKey(time)} AS key, ${id} AS "keyId"`;
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * @param byTime the list is sorted by a moment.
 * @param id the tie-breaker.
 * @throws Problem 422 for a cursor that `encodeCursor` never made.
 */
export function decodeCursor(text: string, byTime: boolean, id: RegExp = uuid): Cursor {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(cursor) && cursor.length === 2) {
      const [key, keyId] = cursor as unknown[];
      const keyFits =
        typeof key === 'string' && (!byTime || moment.test(key)) && !key.includes('\0');
      if (keyFits && typeof keyId === 'string' && id.test(keyId)) return [key, keyId];
    }
  } catch {
    // Not JSON: falls through to the refusal.
  }
  throw unreadableCursor();
}

/** Problem 422 for a cursor that no page of the list returned. */
export function unreadableCursor(): Problem {
  return Problem.invalid([
    {
      pointer: '/after',
      key: 'isCursor',
      params: {},
      detail: 'must be the `next` or `previous` of a page',
    },
  ]);
}

/**
 * The cursor in a URL for a list sorted by a moment; nulls for the first page.
 * @throws Problem 422
 */
export function momentCursor(text: string | undefined, id: RegExp = uuid): Cursor | [null, null] {
  return text === undefined ? [null, null] : decodeCursor(text, true, id);
}

/** Splits `size + 1` rows into the page and the cursor of the next one, if there is one. */
export function pageOf<Item>(
  rows: (Item & Keyed)[],
  size: number,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ key: _, keyId: __, ...item }) => item as Item),
    next: last ? encodeCursor([last.key, last.keyId]) : null,
  };
}
