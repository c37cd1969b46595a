import { startsOf, type Ragged } from './ragged.js';

/** One change of a sorted table: where it applies, and which row of the newer table comes there. */
export interface Splice {
  /** The row of the older table that it replaces, or before which it inserts. */
  at: number;
  /** Whether the older table has the row, which then goes. */
  replaces: boolean;
  /** The row of the newer table; undefined if there is none any more. */
  from: number | undefined;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/**
 * A column with the changes of its table. The older column stays as it is: somebody may be reading
 * it.
 * @param width how many numbers a row has.
 */
export function spliced<Column extends Numbers>(
  older: Column,
  newer: Column,
  splices: readonly Splice[],
  width = 1,
): Column {
  const added = splices.reduce(
    (sum, { replaces, from }) => sum + Number(from !== undefined) - Number(replaces),
    0,
  );
  const Kind = older.constructor as new (length: number) => Column;
  const result = new Kind(older.length + added * width);
  let read = 0;
  let written = 0;
  const copy = (source: Numbers, begin: number, end: number) => {
    result.set(source.subarray(begin, end) as never, written);
    written += end - begin;
  };
  for (const { at, replaces, from } of splices) {
    copy(older, read, at * width);
    if (from !== undefined) copy(newer, from * width, (from + 1) * width);
    read = (at + Number(replaces)) * width;
  }
  copy(older, read, older.length);
  return result;
}

/** The same for a column of lists. */
export function splicedLists(older: Ragged, newer: Ragged, splices: readonly Splice[]): Ragged {
  const lengths = spliced(lengthsOf(older), lengthsOf(newer), splices);
  const starts = startsOf(lengths);
  const values = new Uint32Array(starts.at(-1)!);
  let read = 0;
  let written = 0;
  const copy = (source: Ragged, first: number, end: number) => {
    const part = source.values.subarray(source.starts[first], source.starts[end]);
    values.set(part, written);
    written += part.length;
  };
  for (const { at, replaces, from } of splices) {
    copy(older, read, at);
    if (from !== undefined) copy(newer, from, from + 1);
    read = at + Number(replaces);
  }
  copy(older, read, older.starts.length - 1);
  return { starts, values };
}

function lengthsOf({ starts }: Ragged): Uint32Array {
  const lengths = new Uint32Array(starts.length - 1);
  for (let row = 0; row < lengths.length; row += 1) lengths[row] = starts[row + 1]! - starts[row]!;
  return lengths;
}
