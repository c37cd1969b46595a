import { pieceLength } from '../common/tables/cell.js';

/** An object whose list is too long for the memory: `members` first, then the list under `name`, in pieces. Characters stay as they are (UTF-8). */
export async function* jsonWithList(members: object, name: string, items: AsyncIterable<object>): AsyncGenerator<string> {
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

/** JSON to stand inside `<script>`: nothing in it can end the element or a line of it (U+2028, U+2029). */
export function jsonForHtml(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
