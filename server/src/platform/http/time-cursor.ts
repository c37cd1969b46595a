import { Problem } from './problem.js';

/**
 * Pages of a list that is sorted by a time and an id: where one page ended, the next begins,
 * whatever was added meanwhile.
 */
export const timeCursor = {
  /** The cursor of a row, exact to the microsecond that PostgreSQL keeps. */
  sql: (time: string, id: string) =>
    `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '_' || ${id}`,

  /** @throws Problem 422 for what is no cursor. */
  read(text: string | undefined): [time: string | null, id: string | null] {
    if (text === undefined) return [null, null];
    const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6})_([0-9a-f-]{36})$/.exec(text);
    if (!match)
      throw Problem.invalid([
        { pointer: '/after', key: 'isCursor', params: {}, detail: 'must be the `next` of a page' },
      ]);
    return [match[1]!, match[2]!];
  },

  /** Of `size + 1` rows the page, and the cursor of the next one when there is one. */
  page<Item>(
    rows: (Item & { cursor: string })[],
    size: number,
  ): { items: Item[]; next: string | null } {
    const shown = rows.slice(0, size);
    return {
      items: shown.map(({ cursor: _, ...item }) => item as Item),
      next: rows.length > size ? shown.at(-1)!.cursor : null,
    };
  },
};
