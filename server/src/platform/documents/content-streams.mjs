// @ts-check
// The drawing operators of a page (ISO 32000-2, 7.8.2), copied without comments and with their
// inline photos cleaned.
import { inflateSync, constants } from 'node:zlib';
import { stripJpeg } from './image-metadata.mjs';

const isSpace = (/** @type {number | undefined} */ byte) =>
  byte !== undefined && [0, 9, 10, 12, 13, 32].includes(byte);
const isDelimiter = (/** @type {number | undefined} */ byte) =>
  byte === undefined || isSpace(byte) || '()<>[]{}/%'.includes(String.fromCharCode(byte));
const code = (/** @type {string} */ character) => character.charCodeAt(0);
/** Inline images are meant to be a few kilobytes, so this is generous. */
const imageBytes = 32 * 1024 * 1024;

/**
 * @param {Buffer} content
 * @returns {Buffer} the same Buffer if there was nothing to remove.
 * @throws {Error} when an inline photo cannot be parsed
 */
export function cleanContent(content) {
  /** @type {Buffer[]} */
  const parts = [];
  let copied = 0;
  for (let at = 0; at < content.length;) {
    const byte = content[at];
    if (byte === code('%')) {
      parts.push(content.subarray(copied, at));
      at = copied = endOfLine(content, at);
    } else if (byte === code('(')) at = endOfString(content, at);
    else if (isOperator(content, at, 'ID')) {
      const begin = beginOfImage(content, copied, at);
      const image = inlineImage(content, begin, at);
      if (image.clean) {
        parts.push(content.subarray(copied, begin), image.clean);
        copied = image.end;
      }
      at = image.end;
    } else at += 1;
  }
  return copied === 0 ? content : Buffer.concat([...parts, content.subarray(copied)]);
}

/**
 * @param {Buffer} content
 * @param {number} at
 * @param {string} operator
 */
function isOperator(content, at, operator) {
  if (content[at] !== operator.charCodeAt(0) || content[at + 1] !== operator.charCodeAt(1))
    return false;
  // `/ID` is a name, not an operator.
  return (
    (at === 0 || (isDelimiter(content[at - 1]) && content[at - 1] !== code('/'))) &&
    isDelimiter(content[at + 2])
  );
}

/**
 * Where the dictionary before `ID` begins: after the last `BI`.
 * @param {Buffer} content
 * @param {number} from
 * @param {number} to
 */
function beginOfImage(content, from, to) {
  for (let at = to - 2; at >= from; at -= 1) if (isOperator(content, at, 'BI')) return at + 2;
  throw new Error('an image without its beginning');
}

/**
 * @param {Buffer} content
 * @param {number} begin of its dictionary
 * @param {number} id
 * @returns {{ end: number, clean: Buffer | null }} `end` is behind its data, at `EI`.
 */
function inlineImage(content, begin, id) {
  const dict = content.toString('latin1', begin, id);
  const [, list = ''] = /\/(?:Filter|F)\s*(\[[^\]]*\]|\/[^\s/[\]<>()]+)/.exec(dict) ?? [];
  const filters = list.match(/[^\s/[\]]+/g) ?? [];
  const from = id + 3;
  const photo = filters.findIndex((filter) => /^(DCT|DCTDecode)$/.test(filter));
  if (photo < 0) return { end: endOfData(content, from), clean: null };
  const end =
    photo === 0 ? endOfData(content, endOfPhoto(content, from)) : endOfData(content, from);
  const packed = content.subarray(from, end);
  const clean = stripJpeg(photo === 0 ? packed : unpacked(packed, filters.slice(0, photo)), {
    inPdf: true,
  });
  const head = Buffer.from(
    ` ${dict.replace(list, '/DCT').replace(/\/(?:DecodeParms|DP)\s*\[[^\]]*\]/, '')}ID `,
    'latin1',
  );
  return { end, clean: Buffer.concat([head, clean, Buffer.from('\n')]) };
}

/**
 * @param {Buffer} packed
 * @param {string[]} filters
 */
function unpacked(packed, filters) {
  return filters.reduce((content, filter) => {
    if (/^Fl(ateDecode)?$/.test(filter))
      return inflateSync(content, {
        maxOutputLength: imageBytes,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
    if (/^(AHx|ASCIIHexDecode)$/.test(filter))
      return Buffer.from(content.toString('latin1').replace(/[\s>]/g, ''), 'hex');
    throw new Error('a filter around an inline photo');
  }, packed);
}

/**
 * @param {Buffer} content
 * @param {number} from
 */
function endOfPhoto(content, from) {
  const end = content.indexOf(Buffer.from('ffd9', 'hex'), from);
  if (end < 0) throw new Error('an inline photo is cut off');
  return end + 2;
}

/**
 * Where `EI` ends the data: surrounded by white space and followed by text.
 * @param {Buffer} content
 * @param {number} from
 */
function endOfData(content, from) {
  for (
    let at = content.indexOf('EI', from, 'latin1');
    at >= 0;
    at = content.indexOf('EI', at + 1, 'latin1')
  ) {
    const follows = content.subarray(at + 2, at + 12);
    const isText = follows.every((byte) => isSpace(byte) || (byte >= 32 && byte < 127));
    if (isSpace(content[at - 1]) && isDelimiter(content[at + 2]) && isText) return at;
  }
  throw new Error('an image without its end');
}

/**
 * @param {Buffer} content
 * @param {number} from at `%`
 */
function endOfLine(content, from) {
  for (let at = from; at < content.length; at += 1)
    if (content[at] === 10 || content[at] === 13) return at;
  return content.length;
}

/**
 * @param {Buffer} content
 * @param {number} from at `(`
 */
function endOfString(content, from) {
  let depth = 0;
  for (let at = from; at < content.length; at += 1) {
    const byte = content[at];
    if (byte === code('\\')) at += 1;
    else if (byte === code('(')) depth += 1;
    else if (byte === code(')')) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return content.length;
}
