// @ts-check
// Removes everything that identifies the maker of a photo, without touching a pixel. This is plain
// JavaScript, so that the separate inspection process can load it without a build.
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { withoutMaker } from './icc-profile.mjs';
import { orientationOf, orientationSegment } from './orientation.mjs';

/**
 * Segments that change how the picture looks: tables, restart intervals, hierarchies. Frames are
 * 0xC0 to 0xCF.
 */
const neededJpeg = new Set([0xdb, 0xdc, 0xdd, 0xdf]);
const neededPng = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
const profileHead = Buffer.from('ICC_PROFILE\0', 'latin1');
/** The profile of a printing press has half a megabyte. */
const profileBytes = 4 * 1024 * 1024;

/**
 * A JPEG (ITU-T T.81) without EXIF, XMP, GPS, IPTC, thumbnails, comments and data after its end.
 * @param {Buffer} file
 * @param {{ inPdf?: boolean }} options in a PDF the orientation has no effect, and viewers tolerate
 *   a missing end.
 * @returns {Buffer}
 * @throws {Error} when the file does not have the structure of a JPEG
 */
export function stripJpeg(file, { inPdf = false } = {}) {
  if (file.readUInt16BE(0) !== 0xffd8) throw new Error('no start of image');
  const { segments, complete } = segmentsOf(file);
  if (!complete && !inPdf) throw new Error('a scan is cut off');
  if (!segments.some(({ marker }) => marker === 0xda)) throw new Error('no picture');
  const orientation = inPdf
    ? 1
    : (segments
        .map(({ marker, body }) => (marker === 0xe1 ? orientationOf(body) : 1))
        .find((value) => value !== 1) ?? 1);
  return Buffer.concat([
    file.subarray(0, 2),
    ...(orientation === 1 ? [] : [orientationSegment(orientation)]),
    ...segments.flatMap(keptOf),
    ...profileOf(segments),
    ...segments.filter(({ marker }) => isPicture(marker)).map(({ whole }) => whole),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/**
 * @typedef {{ marker: number, body: Buffer, whole: Buffer }} Segment of a scan `whole` holds its
 *   compressed data, too.
 * @param {Buffer} file
 * @returns {{ segments: Segment[], complete: boolean }} the segments before the end of the image;
 *   whether the end is there.
 */
function segmentsOf(file) {
  /** @type {Segment[]} */
  const segments = [];
  for (let at = 2; ;) {
    if (file[at] !== 0xff) throw new Error('no marker');
    const marker = file.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0xd9) return { segments, complete: true };
    else if (marker === 0xd8) throw new Error('an image inside an image');
    else if (isAlone(marker)) at += 2;
    else {
      const end = at + 2 + file.readUInt16BE(at + 2);
      if (end > file.length) throw new Error('a segment is cut off');
      const next = marker === 0xda ? endOfScan(file, end) : end;
      segments.push({
        marker,
        body: file.subarray(at + 4, end),
        whole: file.subarray(at, next ?? file.length),
      });
      if (next === null) return { segments, complete: false };
      at = next;
    }
  }
}

/**
 * @param {number} marker whether such a segment is part of the picture. All others describe it, and
 *   are left out or rewritten.
 */
function isPicture(marker) {
  return marker === 0xda || neededJpeg.has(marker) || (marker >= 0xc0 && marker <= 0xcf);
}

/** @param {number} marker whether it has no segment: a restart or a temporary marker. */
function isAlone(marker) {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/**
 * JFIF and Adobe's colour transform, cut to their defined fields: more may follow, such as a
 * thumbnail after JFIF.
 * @param {Segment} segment
 */
function keptOf({ marker, body }) {
  const begins = (/** @type {string} */ text) => body.toString('latin1', 0, text.length) === text;
  if (marker === 0xe0 && begins('JFIF\0') && body.length >= 14) {
    return [segment(marker, Buffer.concat([body.subarray(0, 12), Buffer.alloc(2)]))];
  }
  return marker === 0xee && begins('Adobe') && body.length >= 12
    ? [segment(marker, body.subarray(0, 12))]
    : [];
}

/**
 * The colour profile, whose parts are in separate segments.
 * @param {Segment[]} segments
 */
function profileOf(segments) {
  const parts = segments.filter(
    ({ marker, body }) => marker === 0xe2 && body.subarray(0, 12).equals(profileHead),
  );
  const sorted = parts
    .map(({ body }) => ({ place: body[12] ?? 0, content: body.subarray(14) }))
    .sort((one, other) => one.place - other.place);
  const profile = withoutMaker(Buffer.concat(sorted.map(({ content }) => content)));
  if (!profile) return [];
  const pieceBytes = 65_000;
  const count = Math.ceil(profile.length / pieceBytes);
  return Array.from({ length: count }, (_, index) =>
    segment(
      0xe2,
      Buffer.concat([
        profileHead,
        Buffer.from([index + 1, count]),
        profile.subarray(index * pieceBytes, (index + 1) * pieceBytes),
      ]),
    ),
  );
}

/**
 * @param {number} marker
 * @param {Buffer} body
 */
function segment(marker, body) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/**
 * Where the compressed data of a scan ends: at the next marker that is neither a stuffed byte nor a
 * restart; null when there is none.
 * @param {Buffer} file
 * @param {number} from
 */
function endOfScan(file, from) {
  for (
    let at = file.indexOf(0xff, from);
    at >= 0 && at + 1 < file.length;
    at = file.indexOf(0xff, at + 2)
  ) {
    const next = file.readUInt8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return null;
}

/**
 * Strips a PNG (ISO/IEC 15948) of all chunks but those that make up its picture.
 * @param {Buffer} file
 * @returns {Buffer}
 * @throws {Error} when the file does not have the structure of a PNG
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
    if (type === 'iCCP') parts.push(...profileChunk(file.subarray(at + 8, end - 4)));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
}

/**
 * The colour profile of a PNG under a meaningless name.
 * @param {Buffer} body the profile's name, a zero, the method, the packed profile.
 */
function profileChunk(body) {
  const profile = withoutMaker(
    inflateSync(body.subarray(body.indexOf(0) + 2), { maxOutputLength: profileBytes }),
  );
  if (!profile) return [];
  const content = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(profile)]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length - 4, 0);
  ends.writeUInt32BE(crc32(content), 4);
  return [Buffer.concat([ends.subarray(0, 4), content, ends.subarray(4)])];
}
