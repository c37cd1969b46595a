// @ts-check The active content of a PDF (ISO 32000). Staff are warned of it, and the cleaned copy
//   does not contain it.
import { PDFDict, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { allDicts, annotationKind, nameIn } from './pdf-objects.mjs';

/** @typedef {import('@cantoo/pdf-lib').PDFDocument} PDFDocument */

const name = PDFName.of;
const none = name('');
const automatic = 'automatic_action';
/** The effect of an action on a reader who opens the file. Kinds not listed here only navigate. */
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
 * An object that no table refers to may still hide something, so its name is searched for in the
 * bytes.
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
 * The kinds of active content in a PDF, each listed once, in a fixed order.
 * @param {PDFDocument} pdf
 * @param {Buffer} file the same PDF as bytes
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

/** Dictionary keys that trigger an action. */
export const activeKeys = [...keys.keys(), name('AA')];

/** @param {PDFDict} dict whether it is a note that holds a file or plays media. */
export function isActiveNote(dict) {
  return annotations.has(annotationKind(dict) ?? none);
}

/**
 * Whether the value does more than link to a page or an address.
 * @param {PDFDocument} pdf
 * @param {unknown} value
 */
export function isAction(pdf, value) {
  const object = value instanceof PDFRef ? pdf.context.lookup(value) : value;
  const kind = object instanceof PDFDict ? nameIn(object, 'S') : undefined;
  return kind !== undefined && !['GoTo', 'URI', 'Named'].map(name).includes(kind);
}
