// @ts-check
// Reads the structure of a PDF (ISO 32000): what is active in it, and a copy without that and
// without its metadata.
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { stripJpeg } from './image-metadata.mjs';

const name = PDFName.of;
const none = name('');
const automatic = 'automatic_action';
/**
 * What an action of that kind means to whoever opens the file; those not named only lead somewhere.
 */
const actions = new Map(
  Object.entries({
    JavaScript: 'javascript',
    Launch: 'launch',
    SubmitForm: 'form_action',
    ImportData: 'form_action',
    Rendition: 'rich_media',
  }).map(([kind, finding]) => [name(kind), finding]),
);
const keys = new Map(
  Object.entries({
    JS: 'javascript',
    JavaScript: 'javascript',
    EF: 'embedded_files',
    EmbeddedFiles: 'embedded_files',
    XFA: 'xfa_form',
  }).map(([key, finding]) => [name(key), finding]),
);
const annotations = new Map(
  Object.entries({
    FileAttachment: 'embedded_files',
    RichMedia: 'rich_media',
    Screen: 'rich_media',
    Movie: 'rich_media',
    Sound: 'rich_media',
    '3D': 'rich_media',
  }).map(([kind, finding]) => [name(kind), finding]),
);
/**
 * Of an object that a later one of the same number hides from us, a viewer may still show the
 * first: its name is found in the bytes.
 */
const hidden =
  /\/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia)(?=[\s/<>[\](){}%]|$)/g;
/** @type {Record<string, string>} */
const hiddenFindings = {
  EmbeddedFile: 'embedded_files',
  EmbeddedFiles: 'embedded_files',
  RichMedia: 'rich_media',
};

/**
 * Private data of programs, changed dates, metadata streams (XMP): none of it is seen on a page.
 */
const metadata = ['Metadata', 'PieceInfo', 'LastModified', 'AF'].map(name);
/** Who made a note, and when. */
const noteMaker = ['T', 'M', 'CreationDate', 'NM', 'RC'].map(name);

/** A PDF that cannot be judged; `reason` is the end of our problem code. */
export class PdfRefusal extends Error {
  /** @param {'encrypted' | 'unreadable'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {Buffer} file
 * @throws {PdfRefusal} when it is encrypted, or no viewer would make pages of it
 */
export async function readPdf(file) {
  try {
    const pdf = await PDFDocument.load(file, { updateMetadata: false, parseSpeed: Infinity });
    if (pdf.getPageCount() === 0) throw new Error('no page');
    return pdf;
  } catch (error) {
    const encrypted =
      error instanceof EncryptedPDFError ||
      /\/Encrypt\s*(<<|\d+\s+\d+\s+R)/.test(file.toString('latin1'));
    throw new PdfRefusal(encrypted ? 'encrypted' : 'unreadable');
  }
}

/**
 * What is active in a PDF, each once, in a fixed order.
 * @param {PDFDocument} pdf
 * @param {Buffer} file the same as bytes
 * @returns {string[]}
 */
export function findingsOf(pdf, file) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const dict of allDicts(pdf)) for (const finding of findingsIn(pdf, dict)) found.add(finding);
  const plain = file
    .toString('latin1')
    .replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
  for (const [, word = ''] of plain.matchAll(hidden))
    found.add(actions.get(name(word)) ?? hiddenFindings[word] ?? '');
  return [...found].sort();
}

/**
 * @param {PDFDocument} pdf
 * @param {PDFDict} dict
 * @returns {string[]}
 */
function findingsIn(pdf, dict) {
  const byKey = dict.keys().map((key) => keys.get(key));
  const actsAlone = dict.has(name('AA')) || isAction(pdf, dict.get(name('OpenAction')));
  const told = [
    ...byKey,
    actsAlone && automatic,
    actions.get(nameIn(dict, 'S') ?? none),
    annotations.get(annotationKind(dict) ?? none),
  ];
  return told.filter((finding) => typeof finding === 'string');
}

/**
 * The same pages without author, program, dates, XMP, scripts, actions, attached files, and without
 * objects that nothing leads to.
 * @param {PDFDocument} pdf changed by this
 * @returns {Promise<Buffer>}
 */
export async function cleanPdf(pdf) {
  delete pdf.context.trailerInfo.Info;
  delete pdf.context.trailerInfo.ID;
  for (const dict of allDicts(pdf)) cleanDict(pdf, dict);
  for (const [, object] of pdf.context.enumerateIndirectObjects())
    if (object instanceof PDFRawStream) cleanPhoto(object);
  removeUnreached(pdf);
  return Buffer.from(
    await pdf.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
    }),
  );
}

/**
 * @param {PDFDocument} pdf
 * @param {PDFDict} dict
 */
function cleanDict(pdf, dict) {
  const kind = annotationKind(dict);
  if (kind && kind !== name('Widget')) for (const key of noteMaker) dict.delete(key);
  for (const key of [...keys.keys(), ...metadata, name('AA')]) dict.delete(key);
  for (const key of ['A', 'Next', 'OpenAction'].map(name))
    if (isAction(pdf, dict.get(key))) dict.delete(key);
  const notes = dict.lookup(name('Annots'));
  if (notes instanceof PDFArray) removeNotes(notes);
}

/**
 * Takes out the notes that hold a file or play something.
 * @param {PDFArray} notes
 */
function removeNotes(notes) {
  for (let index = notes.size() - 1; index >= 0; index -= 1) {
    const note = notes.lookup(index);
    const kind = note instanceof PDFDict ? nameIn(note, 'Subtype') : undefined;
    if (kind && annotations.has(kind)) notes.remove(index);
  }
}

/**
 * What kind of note on a page it is, if it is one.
 * @param {PDFDict} dict
 */
function annotationKind(dict) {
  return dict.has(name('Rect')) ? nameIn(dict, 'Subtype') : undefined;
}

/**
 * A scan in a PDF is a JPEG with all that a camera writes into it.
 * @param {PDFRawStream} stream
 */
function cleanPhoto(stream) {
  if (nameIn(stream.dict, 'Filter') === name('DCTDecode'))
    stream.updateContents(stripJpeg(Buffer.from(stream.getContents())));
}

/**
 * Drops what no page leads to: earlier versions, the attached files, the old metadata.
 * @param {PDFDocument} pdf
 */
function removeUnreached(pdf) {
  const reached = new Set();
  /** @type {unknown[]} */
  const open = [pdf.context.trailerInfo.Root];
  while (open.length > 0) {
    const object = open.pop();
    if (object instanceof PDFRef) {
      if (!reached.has(object)) open.push(pdf.context.lookup(object));
      reached.add(object);
    } else open.push(...childrenOf(object));
  }
  for (const [ref] of pdf.context.enumerateIndirectObjects())
    if (!reached.has(ref)) pdf.context.delete(ref);
}

/**
 * Every dictionary of the file, also those in arrays and in other dictionaries.
 * @param {PDFDocument} pdf
 * @returns {Iterable<PDFDict>}
 */
function* allDicts(pdf) {
  /** @type {unknown[]} */
  const open = pdf.context.enumerateIndirectObjects().map(([, object]) => object);
  while (open.length > 0) {
    const object = open.pop();
    if (object instanceof PDFDict) yield object;
    open.push(...childrenOf(object));
  }
}

/**
 * @param {unknown} object
 * @returns {unknown[]}
 */
function childrenOf(object) {
  if (object instanceof PDFStream) return [object.dict];
  if (object instanceof PDFDict) return object.values();
  return object instanceof PDFArray ? object.asArray() : [];
}

/**
 * Whether it does more than lead to a page or an address.
 * @param {PDFDocument} pdf
 * @param {unknown} value
 */
function isAction(pdf, value) {
  const object = value instanceof PDFRef ? pdf.context.lookup(value) : value;
  const kind = object instanceof PDFDict ? nameIn(object, 'S') : undefined;
  return kind !== undefined && !['GoTo', 'URI', 'Named'].map(name).includes(kind);
}

/**
 * @param {PDFDict} dict
 * @param {string} key
 */
function nameIn(dict, key) {
  const value = dict.lookup(name(key));
  return value instanceof PDFName ? value : undefined;
}
