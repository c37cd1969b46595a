// @ts-check
// Takes what tells of the maker out of a photo, without touching a pixel. Plain JavaScript: the
// worker beside it loads it without a build.

/**
 * Segments that change how the picture looks: tables, frames, the JFIF header, the colour profile
 * and Adobe's colour transform.
 */
const neededJpeg = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd, 0xdf]);
const neededPng = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
]);
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * A JPEG (ITU-T T.81) without EXIF, XMP, GPS, thumbnails, comments and what hides behind its end;
 * only the orientation stays.
 * @param {Buffer} file
 * @returns {Buffer}
 * @throws {Error} when it is not built as a JPEG is
 */
export function stripJpeg(file) {
  if (file.readUInt16BE(0) !== 0xffd8) throw new Error('no start of image');
  /** @type {Buffer[]} */
  const parts = [file.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (file[at] !== 0xff) throw new Error('no marker');
    const marker = file.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0xd9) {
      parts.push(file.subarray(at, at + 2));
      return Buffer.concat(parts);
    } else {
      const end = at + 2 + file.readUInt16BE(at + 2);
      const segment = file.subarray(at, end);
      const body = segment.subarray(4);
      const orientation = marker === 0xe1 ? orientationOf(body) : 1;
      if (orientation !== 1) parts.splice(1, 0, orientationSegment(orientation));
      else if (marker === 0xda) parts.push(segment, file.subarray(end, endOfScan(file, end)));
      else if (isNeeded(marker, body)) parts.push(segment);
      at = marker === 0xda ? endOfScan(file, end) : end;
    }
  }
}

/**
 * A PNG (ISO/IEC 15948) with only the chunks that make its picture.
 * @param {Buffer} file
 * @returns {Buffer}
 * @throws {Error} when it is not built as a PNG is
 */
export function stripPng(file) {
  if (!file.subarray(0, 8).equals(pngSignature)) throw new Error('no PNG');
  /** @type {Buffer[]} */
  const parts = [pngSignature];
  for (let at = 8; ;) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (end > file.length) throw new Error('a chunk is cut off');
    if (neededPng.has(type)) parts.push(file.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
}

/**
 * @param {number} marker
 * @param {Buffer} body
 */
function isNeeded(marker, body) {
  const begins = (/** @type {string} */ text) => body.toString('latin1', 0, text.length) === text;
  const frame = marker >= 0xc0 && marker <= 0xcf;
  return (
    frame ||
    neededJpeg.has(marker) ||
    (marker === 0xe0 && begins('JFIF\0')) ||
    (marker === 0xe2 && begins('ICC_PROFILE\0')) ||
    (marker === 0xee && begins('Adobe'))
  );
}

/**
 * Where the compressed data of a scan ends: at the next marker that is neither a stuffed byte nor a
 * restart.
 * @param {Buffer} file
 * @param {number} from
 */
function endOfScan(file, from) {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 2)) {
    const next = file.readUInt8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new Error('a scan is cut off');
}

/**
 * The orientation in an EXIF segment, 1 (upright) when it tells none: tag 0x0112 of the first
 * directory (TIFF 6.0).
 * @param {Buffer} body
 */
function orientationOf(body) {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0') return 1;
  const tiff = body.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (/** @type {number} */ at) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = (/** @type {number} */ at) =>
    at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const directory = long(4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    const value = short(at + 8);
    if (short(at) === 0x0112) return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/**
 * An EXIF segment that tells the orientation and nothing else.
 * @param {number} orientation
 */
function orientationSegment(orientation) {
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000' + '00000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([head, body]);
}
