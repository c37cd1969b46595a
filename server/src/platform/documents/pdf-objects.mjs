// @ts-check
// Walks through the objects of a PDF.
import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream } from '@cantoo/pdf-lib';

/** @typedef {import('@cantoo/pdf-lib').PDFDocument} PDFDocument */

/**
 * Every dictionary of the file, including those nested in arrays and other dictionaries.
 * @param {PDFDocument} pdf
 * @returns {Iterable<PDFDict>}
 */
export function* allDicts(pdf) {
  for (const object of allObjects(pdf)) if (object instanceof PDFDict) yield object;
}

/**
 * @param {PDFDocument} pdf
 * @returns {Iterable<unknown>} every object, indirect or inside another.
 */
export function* allObjects(pdf) {
  /** @type {unknown[]} */
  const open = pdf.context.enumerateIndirectObjects().map(([, object]) => object);
  while (open.length > 0) {
    const object = open.pop();
    yield object;
    open.push(...childrenOf(object));
  }
}

/**
 * Removes the objects that cannot be reached from a page.
 * @param {PDFDocument} pdf
 */
export function removeUnreached(pdf) {
  const reached = reachedFrom(pdf);
  for (const [ref] of pdf.context.enumerateIndirectObjects())
    if (!reached.has(ref)) pdf.context.delete(ref);
}

/**
 * @param {PDFDocument} pdf
 * @returns {boolean} whether everything that its pages need is present.
 */
export function isComplete(pdf) {
  return [...reachedFrom(pdf)].every((ref) => pdf.context.lookup(ref) !== undefined);
}

/**
 * @param {PDFDocument} pdf
 * @returns {Set<PDFRef>} everything that can be reached from the root.
 */
function reachedFrom(pdf) {
  /** @type {Set<PDFRef>} */
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
  return reached;
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
 * @param {PDFDict} dict
 * @param {string} key
 */
export function nameIn(dict, key) {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value : undefined;
}

/**
 * The kind of annotation; undefined if it is none.
 * @param {PDFDict} dict
 */
export function annotationKind(dict) {
  return dict.has(PDFName.of('Rect')) ? nameIn(dict, 'Subtype') : undefined;
}
