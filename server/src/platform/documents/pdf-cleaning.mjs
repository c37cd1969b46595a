// @ts-check
// The public copy of a PDF: its pages, without any trace of who made them, with what, when and
// where.
import { deflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { cleanContent } from './content-streams.mjs';
import { withoutMaker } from './icc-profile.mjs';
import { NoCopy } from './no-copy.mjs';
import { activeKeys, isAction, isActiveNote } from './pdf-content.mjs';
import { cleanPhoto, contentOf } from './pdf-images.mjs';
import { allDicts, allObjects, annotationKind, nameIn, removeUnreached } from './pdf-objects.mjs';

/** @typedef {import('@cantoo/pdf-lib').PDFDocument} PDFDocument */

const name = PDFName.of;
/** The catalog entries that are needed to show pages, to search them and to read them aloud. */
const catalogKeys = new Set(
  [
    'Type',
    'Version',
    'Pages',
    'PageLabels',
    'Names',
    'Dests',
    'ViewerPreferences',
    'PageLayout',
    'PageMode',
    'Outlines',
    'OpenAction',
  ].concat([...['StructTreeRoot', 'MarkInfo', 'Lang', 'OutputIntents', 'Extensions']]),
);
/**
 * Private data of programs, dates, places, metadata streams (XMP), earlier versions of the page:
 * none of it is visible on a page.
 */
const metadata = [
  ...[
    'Metadata',
    'PieceInfo',
    'LastModified',
    'AF',
    'Thumb',
    'OPI',
    'SpiderInfo',
    'DPart',
    'DPM',
    'CreatorInfo',
    'User',
  ],
  ...['VP', 'Measure', 'PtData', 'LGIDict', 'GPTS', 'SeparationInfo', 'PresSteps', 'ID', 'Info'],
].map(name);
/**
 * Content that is drawn only in some cases, such as in print: layers, and alternate images for
 * printers. Without these keys all layers are always drawn.
 */
const occasions = ['OC', 'Usage', 'Alternates'].map(name);
/** Flags of notes that are hidden, only printed, or only shown when pointed at. */
const unseen = (1 << 1) | (1 << 5) | (1 << 8);
/** The author of an annotation or field, its time and its software. */
const noteMaker = ['T', 'M', 'CreationDate', 'NM', 'RC', 'Popup', 'IRT', 'Subj'].map(name);
/** A form field becomes a picture in the copy, without its actions and other data. */
const stampKeys = new Set(['Type', 'Rect', 'AP', 'AS', 'F', 'P', 'StructParent'].map(name));
/**
 * Dictionaries whose keys are names chosen by the file's author: of fonts, glyphs, styles,
 * destinations.
 */
const ownNames = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties']
  .concat(['CharProcs', 'Dests', 'RoleMap', 'ClassMap', 'Colorants', 'N', 'R', 'D'])
  .map(name);
/** Traces of metadata that a clean file cannot contain. */
const telltales = /Exif\0\0|ns\.adobe\.com\/|<\?xpacket|<x:xmpmeta|Photoshop 3\.0/;

/**
 * @param {PDFDocument} pdf changed by this
 * @returns {Promise<Buffer>}
 * @throws {NoCopy} when something in it cannot be cleaned
 */
export async function cleanPdf(pdf) {
  delete pdf.context.trailerInfo.Info;
  delete pdf.context.trailerInfo.ID;
  const { catalog } = pdf;
  for (const key of catalog.keys()) if (!catalogKeys.has(key.decodeText())) catalog.delete(key);
  if (isAction(pdf, catalog.get(name('OpenAction')))) catalog.delete(name('OpenAction'));
  const names = catalog.lookup(name('Names'));
  if (names instanceof PDFDict)
    for (const key of names.keys()) if (key !== name('Dests')) names.delete(key);
  const dicts = [...allDicts(pdf)];
  const named = new Set(dicts.flatMap((dict) => ownNames.map((key) => dict.lookup(key))));
  for (const dict of dicts) if (!named.has(dict)) cleanDict(pdf, dict);
  removeUnreached(pdf);
  cleanStreams(pdf);
  const copy = Buffer.from(
    await pdf.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
    }),
  );
  if (telltales.test(copy.toString('latin1'))) throw new NoCopy('metadata_left');
  return copy;
}

/**
 * @param {PDFDocument} pdf
 * @param {PDFDict} dict
 */
function cleanDict(pdf, dict) {
  const kind = annotationKind(dict);
  if (kind === name('Widget')) stamp(dict);
  if (kind) for (const key of noteMaker) dict.delete(key);
  for (const key of [...activeKeys, ...metadata, ...occasions]) dict.delete(key);
  for (const key of ['A', 'PA', 'Next'].map(name))
    if (isAction(pdf, dict.get(key))) dict.delete(key);
  const notes = dict.lookup(name('Annots'));
  if (notes instanceof PDFArray) removeNotes(notes);
}

/** @param {PDFDict} field */
function stamp(field) {
  for (const key of field.keys()) if (!stampKeys.has(key)) field.delete(key);
  field.set(name('Subtype'), name('Stamp'));
}

/**
 * Removes annotations that are not visible on the page, contain a file or play media, and the
 * pop-up windows of others.
 * @param {PDFArray} notes
 */
function removeNotes(notes) {
  for (let index = notes.size() - 1; index >= 0; index -= 1) {
    const note = notes.lookup(index);
    const gone =
      !(note instanceof PDFDict) ||
      isActiveNote(note) ||
      isUnseen(note) ||
      nameIn(note, 'Subtype') === name('Popup');
    if (gone) notes.remove(index);
  }
}

/** @param {PDFDict} note */
function isUnseen(note) {
  const flags = note.lookup(name('F'));
  return flags instanceof PDFNumber && (flags.asNumber() & unseen) !== 0;
}

/** @param {PDFDocument} pdf */
function cleanStreams(pdf) {
  const drawn = drawnStreams(pdf);
  const profiles = profileStreams(pdf);
  for (const [, stream] of pdf.context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream)) continue;
    // An external file, which no viewer should fetch. A name or a list under this key is a filter.
    const outside = stream.dict.lookup(name('F'));
    if (outside && !(outside instanceof PDFName || outside instanceof PDFArray))
      stream.dict.delete(name('F'));
    if (
      nameIn(stream.dict, 'Type') === name('Metadata') ||
      nameIn(stream.dict, 'Subtype') === name('XML')
    )
      stream.updateContents(Buffer.alloc(0));
    orNoCopy('photo', () => cleanPhoto(stream));
    orNoCopy('drawing', () => {
      if (drawn.has(stream)) replace(stream, cleanContent);
      if (profiles.has(stream))
        replace(stream, (profile) => withoutMaker(profile) ?? profile.fill(0));
    });
  }
}

/**
 * @param {NoCopy['reason']} reason
 * @param {() => void} act
 */
function orNoCopy(reason, act) {
  try {
    act();
  } catch {
    throw new NoCopy(reason);
  }
}

/**
 * @param {PDFRawStream} stream
 * @param {(content: Buffer) => Buffer} change
 */
function replace(stream, change) {
  const content = contentOf(stream);
  const changed = change(content);
  if (changed === content && stream.dict.has(name('Filter'))) return;
  stream.updateContents(deflateSync(changed));
  for (const key of ['F', 'DP', 'DecodeParms']) stream.dict.delete(name(key));
  stream.dict.set(name('Filter'), name('FlateDecode'));
}

/**
 * The streams that draw: pages, forms, patterns, glyphs, appearances of notes.
 * @param {PDFDocument} pdf
 */
function drawnStreams(pdf) {
  const drawn = new Set();
  for (const dict of allDicts(pdf)) {
    for (const key of ['Contents', 'CharProcs', 'N', 'R', 'D'].map(name)) {
      const value = dict.lookup(key);
      const values =
        value instanceof PDFArray
          ? value.asArray()
          : value instanceof PDFDict
            ? value.values()
            : [value];
      for (const each of values) drawn.add(pdf.context.lookup(each));
    }
  }
  for (const [, stream] of pdf.context.enumerateIndirectObjects()) {
    if (stream instanceof PDFRawStream && isDrawing(stream.dict)) drawn.add(stream);
  }
  return drawn;
}

/** @param {PDFDict} dict */
function isDrawing(dict) {
  return (
    nameIn(dict, 'Subtype') === name('Form') ||
    dict.has(name('PatternType')) ||
    dict.has(name('BBox'))
  );
}

/**
 * The colour profiles: `[/ICCBased profile]`, and those of output intents.
 * @param {PDFDocument} pdf
 */
function profileStreams(pdf) {
  const profiles = new Set();
  for (const object of allObjects(pdf)) {
    if (object instanceof PDFArray && object.size() > 1 && object.get(0) === name('ICCBased'))
      profiles.add(object.lookup(1));
    if (object instanceof PDFDict && object.has(name('DestOutputProfile')))
      profiles.add(object.lookup(name('DestOutputProfile')));
  }
  return profiles;
}
