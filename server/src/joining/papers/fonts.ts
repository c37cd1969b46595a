import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export type Weight = 'regular' | 'bold';
/** One of the fonts that together cover every script of the member states. */
type Face = 'base' | 'armenian' | 'georgian';

const require = createRequire(import.meta.url);
const files: Record<Face, Record<Weight, string>> = {
  base: faces('noto-sans', 'NotoSans'),
  armenian: faces('noto-sans-armenian', 'NotoSansArmenian'),
  georgian: faces('noto-sans-georgian', 'NotoSansGeorgian'),
};

function faces(folder: string, name: string): Record<Weight, string> {
  const file = (weight: string) => `@expo-google-fonts/${folder}/${weight}/${name}_${weight}.ttf`;
  return { regular: file('400Regular'), bold: file('700Bold') };
}

/** The folder of the fonts, for code that reads them from disk itself. */
export function fontFiles(): string[] {
  return Object.values(files).flatMap((weights) =>
    Object.values(weights).map((file) => require.resolve(file)),
  );
}

let loaded: Promise<Map<string, Buffer>> | undefined;

/** The fonts (Noto Sans, SIL Open Font License), read from their packages once. */
export function loadFonts(): Promise<Map<string, Buffer>> {
  loaded ??= Promise.all(
    Object.entries(files).flatMap(([face, weights]) =>
      Object.entries(weights).map(
        async ([weight, file]) =>
          [`${face} ${weight}`, await readFile(require.resolve(file))] as const,
      ),
    ),
  ).then((entries) => new Map(entries));
  return loaded;
}

/**
 * Splits a text into runs, each with a font that has its glyphs. Noto Sans covers Latin, Greek and
 * Cyrillic.
 */
export function stretches(text: string, weight: Weight): { text: string; font: string }[] {
  const parts =
    text.match(
      /[\p{Script=Armenian}]+|[\p{Script=Georgian}]+|[^\p{Script=Armenian}\p{Script=Georgian}]+/gu,
    ) ?? [];
  return parts.map((part) => ({ text: part, font: `${faceOf(part)} ${weight}` }));
}

function faceOf(part: string): Face {
  if (/\p{Script=Armenian}/u.test(part)) return 'armenian';
  return /\p{Script=Georgian}/u.test(part) ? 'georgian' : 'base';
}
