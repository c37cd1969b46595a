import write2 from 'xliff/js2xliff';
import write12 from 'xliff/jsToXliff12';
import read12 from 'xliff/xliff12ToJs';
import read2 from 'xliff/xliff2js';
import type { Language } from '../../../../contract/languages.js';

export const xliffVersions = ['1.2', '2.0'] as const;
export type XliffVersion = (typeof xliffVersions)[number];

/**
 * A text to translate. The note tells the translator's program nothing, and us which version it
 * was.
 */
export interface Unit {
  key: string;
  source: string;
  target: string;
  version: number;
}

/** A unit as a translator's program sends it back. */
export interface ReturnedUnit {
  key: string;
  source: Inline;
  target: Inline;
  version: number | null;
}

/** The text; null where there is none; `markup` where the program put elements into it. */
type Inline = { text: string } | 'markup' | null;

/** The file for translators, from English. */
export function writeXliff(
  version: XliffVersion,
  language: Language,
  units: readonly Unit[],
): Promise<string> {
  const texts = Object.fromEntries(
    units.map(({ key, source, target, version: seen }) => [
      key,
      { source, target, note: `version ${seen}` },
    ]),
  );
  const content = { sourceLanguage: 'en', targetLanguage: language, resources: { texts } };
  return version === '1.2' ? write12(content) : write2(content);
}

/**
 * Reads what a translator sends back, of either version.
 * @returns null when it is no XLIFF file.
 */
export async function readXliff(
  file: Buffer,
): Promise<{ language: string | null; units: ReturnedUnit[] } | null> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    const version = /<xliff\b[^>]*?\sversion=["'](\d)\./.exec(text)?.[1];
    if (version === undefined) return null;
    const { targetLanguage, resources } = await (version === '1' ? read12(text) : read2(text));
    const units = Object.values(resources ?? {}).flatMap(unitsOf);
    return { language: targetLanguage ?? null, units };
  } catch {
    // The parser may throw anything.
    return null;
  }
}

function unitsOf(units: Record<string, XliffUnit>): ReturnedUnit[] {
  return Object.entries(units).flatMap(([key, unit]): ReturnedUnit[] => {
    if (unit?.groupUnits) return unitsOf(unit.groupUnits);
    const { source, target, note } = unit ?? {};
    const seen = /version (\d{1,9})/.exec([note].flat().filter(isString).join(' '))?.[1];
    return [
      {
        key,
        source: inline(source),
        target: inline(target),
        version: seen === undefined ? null : Number(seen),
      },
    ];
  });
}

/**
 * Pieces of text are joined. We do not guess the meaning of an element between them; one that the
 * parser does not know is an empty piece.
 */
function inline(value: unknown): Inline {
  const pieces = [value].flat().filter((piece) => piece !== undefined);
  if (!pieces.every(isString) || (pieces.length > 1 && pieces.includes(''))) return 'markup';
  const text = pieces.join('');
  return text.trim() === '' ? null : { text };
}

const isString = (value: unknown): value is string => typeof value === 'string';
