import { pieceLength } from '../../platform/spreadsheets/cell.js';

/**
 * Streams an object whose list is too long to hold in memory: first `members`, then the list under
 * `name`. Characters are not escaped (UTF-8).
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
