import { pieceLength } from '../../platform/spreadsheets/cell.js';

/**
 * An object whose list is too long for the memory: `members` first, then the list under `name`, in
 * pieces. Characters stay as they are (UTF-8).
 */
export async function* jsonWithList(
  members: object,
  name: string,
  items: AsyncIterable<object>,
): AsyncGenerator<string> {
  const head = JSON.stringify(members).slice(0, -1);
  let piece = `${head}${head === '{' ? '' : ','}${JSON.stringify(name)}:[`;
  let separator = '\n';
  for await (const item of items) {
    piece += separator + JSON.stringify(item);
    separator = ',\n';
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n]}\n`;
}
