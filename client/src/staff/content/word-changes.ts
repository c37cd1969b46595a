export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Two texts as one: what both have, what only the first has, and what only the second. */
export function wordChanges(before: string, after: string): Piece[] {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const lengths = commonLengths(one, other);
  const pieces: Piece[] = [];
  let [left, right] = [0, 0];
  while (left < one.length || right < other.length) {
    if (left < one.length && one[left] === other[right]) {
      add(pieces, 'same', one[left]!);
      left += 1;
      right += 1;
    } else if (
      right < other.length &&
      (left === one.length || lengths[left]![right + 1]! > lengths[left + 1]![right]!)
    )
      add(pieces, 'added', other[right++]!);
    else add(pieces, 'removed', one[left++]!);
  }
  return pieces;
}

/** Words, each with the space after it. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** The length of the longest common sequence from each place on. */
function commonLengths(one: string[], other: string[]): number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  for (let left = one.length - 1; left >= 0; left -= 1)
    for (let right = other.length - 1; right >= 0; right -= 1)
      lengths[left]![right] =
        one[left] === other[right]
          ? lengths[left + 1]![right + 1]! + 1
          : Math.max(lengths[left + 1]![right]!, lengths[left]![right + 1]!);
  return lengths;
}

function add(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}
