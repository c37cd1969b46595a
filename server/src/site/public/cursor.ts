import { Problem } from '../../platform/http/problem.js';

/** Where a page of a list ends: the value it is sorted by, and the id that tells equals apart. */
type Cursor = [key: string, id: string];

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * @throws Problem 422 for what `encodeCursor` never made. `byTime`: the list is sorted by a moment.
 */
export function decodeCursor(text: string, byTime: boolean): Cursor {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(cursor) && cursor.length === 2) {
      const [key, id] = cursor as unknown[];
      const keyFits =
        typeof key === 'string' &&
        (!byTime || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(key)) &&
        !key.includes('\0');
      if (
        keyFits &&
        typeof id === 'string' &&
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
      )
        return [key, id];
    }
  } catch {
    // Not JSON: falls through to the refusal.
  }
  throw Problem.invalid([
    {
      pointer: '/after',
      key: 'isCursor',
      params: {},
      detail: 'must be the `next` or `previous` of a page',
    },
  ]);
}
