// @ts-check
// JPEG 2000 (ISO/IEC 15444-1): boxes around a codestream. Metadata about the maker is overwritten
// in place, so that no length changes.
import { withoutMaker } from './icc-profile.mjs';

const signature = Buffer.from('0000000c6a5020200d0a870a', 'hex');
const pictureBoxes = new Set(['jP  ', 'ftyp', 'jp2c']);
const headerBoxes = new Set(['ihdr', 'bpcc', 'pclr', 'cmap', 'cdef', 'res ']);

/**
 * A JPEG 2000 picture without XMP, EXIF, GPS and comments.
 * @param {Buffer} file with or without boxes
 * @returns {Buffer}
 * @throws {Error} when the file does not have the structure of one
 */
export function stripJpeg2000(file) {
  const picture = Buffer.from(file);
  if (picture.subarray(0, 4).equals(Buffer.from('ff4fff51', 'hex'))) blankComments(picture);
  else if (picture.subarray(0, 12).equals(signature)) blankBoxes(picture);
  else throw new Error('no JPEG 2000');
  return picture;
}

/** @param {Buffer} picture */
function blankBoxes(picture) {
  let pictures = 0;
  for (const box of boxesIn(picture)) {
    if (box.type === 'jp2h') blankHeader(box.body);
    else if (box.type === 'jp2c') blankComments(box.body);
    else if (!pictureBoxes.has(box.type)) blankBox(box);
    if (box.type === 'jp2c') pictures += 1;
  }
  if (pictures === 0) throw new Error('no codestream');
}

/** @param {Buffer} header */
function blankHeader(header) {
  for (const box of boxesIn(header)) {
    if (box.type === 'colr') blankProfile(box);
    else if (!headerBoxes.has(box.type)) blankBox(box);
  }
}

/** @param {Box} box */
function blankProfile({ body }) {
  if (body[0] !== 2 && body[0] !== 3) return;
  const profile = withoutMaker(body.subarray(3));
  if (!profile) throw new Error('no profile');
  body.fill(0, 3);
  profile.copy(body, 3);
}

/** @param {Box} box turned into one that programs skip. */
function blankBox({ head, body }) {
  head.write('free', 4, 'latin1');
  body.fill(0);
}

/**
 * @typedef {{ type: string, head: Buffer, body: Buffer }} Box
 * @param {Buffer} content
 * @returns {Generator<Box>}
 */
function* boxesIn(content) {
  for (let at = 0; at < content.length;) {
    const short = content.readUInt32BE(at);
    const headBytes = short === 1 ? 16 : 8;
    const length =
      short === 1 ? Number(content.readBigUInt64BE(at + 8)) : short || content.length - at;
    if (length < headBytes || at + length > content.length) throw new Error('a box is cut off');
    yield {
      type: content.toString('latin1', at + 4, at + 8),
      head: content.subarray(at, at + headBytes),
      body: content.subarray(at + headBytes, at + length),
    };
    at += length;
  }
}

/**
 * Overwrites the comments (COM) in a codestream's headers without changing its length.
 * @param {Buffer} codestream
 */
function blankComments(codestream) {
  for (let at = 2; at + 2 <= codestream.length;) {
    const marker = codestream.readUInt16BE(at);
    if (marker === 0xffd9) return void codestream.fill(0, at + 2);
    const end = at + 2 + codestream.readUInt16BE(at + 2);
    if (marker === 0xff64) codestream.fill(0, at + 6, end);
    at = marker === 0xff90 ? endOfTile(codestream, at) : end;
    if (at > codestream.length) throw new Error('a tile is cut off');
  }
}

/**
 * A tile-part: a header that may hold comments, followed by the data.
 * @param {Buffer} codestream
 * @param {number} from
 */
function endOfTile(codestream, from) {
  const length = codestream.readUInt32BE(from + 6);
  const end = length === 0 ? codestream.lastIndexOf(Buffer.from('ffd9', 'hex')) : from + length;
  for (let at = from + 12; codestream.readUInt16BE(at) !== 0xff93;) {
    const next = at + 2 + codestream.readUInt16BE(at + 2);
    if (codestream.readUInt16BE(at) === 0xff64) codestream.fill(0, at + 6, next);
    at = next;
  }
  return end < from ? codestream.length : end;
}
