// @ts-check
// A scan in a PDF is a photo with everything that a camera writes into it, however its filters are
// spelt (ISO 32000-2, 7.4 and 8.9.7).
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { stripJpeg } from './image-metadata.mjs';
import { stripJpeg2000 } from './jpeg2000.mjs';

const name = PDFName.of;
/** Abbreviations are defined for inline images only, but viewers accept them everywhere. */
const fullNames = new Map(
  Object.entries({
    AHx: 'ASCIIHexDecode',
    A85: 'ASCII85Decode',
    LZW: 'LZWDecode',
    Fl: 'FlateDecode',
    RL: 'RunLengthDecode',
    CCF: 'CCITTFaxDecode',
    DCT: 'DCTDecode',
  }),
);
const photoFilters = new Map([
  ['DCTDecode', (/** @type {Buffer} */ photo) => stripJpeg(fromStart(photo), { inPdf: true })],
  ['JPXDecode', stripJpeg2000],
  ['JBIG2Decode', (/** @type {Buffer} */ scan) => scan],
  ['CCITTFaxDecode', (/** @type {Buffer} */ scan) => scan],
]);

/**
 * The names of a stream's filters, in the order in which they are decoded.
 * @param {PDFDict} dict
 * @returns {string[]}
 */
export function filtersOf(dict) {
  return asList(dict.lookup(name('Filter')) ?? dict.lookup(name('F')))
    .filter((filter) => filter instanceof PDFName)
    .map((filter) => filter.decodeText())
    .map((filter) => fullNames.get(filter) ?? filter)
    .filter((filter) => filter !== 'Crypt');
}

/**
 * Removes the metadata from a photo. Filters around the photo's own are decoded for good, because
 * they do not make it smaller.
 * @param {PDFRawStream} stream changed in place
 * @throws {Error} when the photo cannot be parsed
 */
export function cleanPhoto(stream) {
  const filters = filtersOf(stream.dict);
  const place = filters.findIndex((filter) => photoFilters.has(filter));
  if (place < 0) return;
  const filter = filters[place] ?? '';
  const clean = photoFilters.get(filter);
  if (!clean || place !== filters.length - 1) throw new Error('a photo inside another filter');
  const params = asList(stream.dict.lookup(name('DecodeParms')) ?? stream.dict.lookup(name('DP')));
  const photo = unpack(stream, filters.slice(0, -1), params);
  stream.updateContents(clean(photo));
  for (const key of ['F', 'DP', 'DecodeParms']) stream.dict.delete(name(key));
  stream.dict.set(name('Filter'), name(filter));
  const own = params[place];
  if (own instanceof PDFDict) stream.dict.set(name('DecodeParms'), own);
}

/**
 * The decoded content of a stream that has only general-purpose filters.
 * @param {PDFRawStream} stream
 * @throws {Error} when it has any other filter
 */
export function contentOf(stream) {
  return unpack(stream, filtersOf(stream.dict), asList(stream.dict.lookup(name('DecodeParms'))));
}

/**
 * @param {PDFRawStream} stream
 * @param {string[]} filters
 * @param {unknown[]} params
 */
function unpack({ dict, contents }, filters, params) {
  if (filters.length === 0) return Buffer.from(contents);
  if (params.some((each) => each instanceof PDFDict && predictorOf(each) > 1))
    throw new Error('a predictor');
  const plain = PDFDict.withContext(dict.context);
  plain.set(name('Filter'), dict.context.obj(filters.map(name)));
  return Buffer.from(decodePDFRawStream(PDFRawStream.of(plain, contents)).decode());
}

/** @param {PDFDict} params */
function predictorOf(params) {
  const predictor = params.lookup(name('Predictor'));
  return predictor instanceof PDFNumber ? predictor.asNumber() : 1;
}

/** @param {unknown} value one, a list, or none. */
function asList(value) {
  if (value instanceof PDFArray)
    return Array.from({ length: value.size() }, (_, index) => value.lookup(index));
  return value === undefined ? [] : [value];
}

/** @param {Buffer} photo from where it begins, as viewers look for its start. */
function fromStart(photo) {
  return photo.subarray(Math.max(0, photo.indexOf(Buffer.from('ffd8', 'hex'))));
}
