/** A list of numbers for each row, one after the other. */
export interface Ragged {
  /** Where the list of each row begins in `values`, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/** Where each list begins, from the lengths of all of them. */
export function startsOf(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; row += 1) starts[row + 1] = starts[row]! + lengths[row]!;
  return starts;
}

/** @param lengths of the lists, in the order of the rows. */
export function ragged(lengths: ArrayLike<number>, values: Uint32Array): Ragged {
  return { starts: startsOf(lengths), values };
}

/** Calls `visit` with each number of a row. */
export function eachOf(
  { starts, values }: Ragged,
  row: number,
  visit: (value: number) => void,
): void {
  for (let at = starts[row]!; at < starts[row + 1]!; at += 1) visit(values[at]!);
}

export const lengthOf = ({ starts }: Ragged, row: number): number =>
  starts[row + 1]! - starts[row]!;
