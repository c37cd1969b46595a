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

let loaded: Promise<Map<string, Uint8Array>> | undefined;

/**
 * The fonts (Noto Sans, SIL Open Font License) by name, for pdfkit. It asks fontkit to parse a font
 * for every document, which takes longer than the document itself. So fontkit gets a key for each
 * font here and returns the one that is already parsed.
 */
export function loadFonts(): Promise<Map<string, Uint8Array>> {
  loaded ??= openFonts();
  return loaded;
}

async function openFonts(): Promise<Map<string, Uint8Array>> {
  const { create, registerFormat } = await import('fontkit');
  const open = new Map<Uint8Array, ReturnType<typeof create>>();
  const tickets = new Map<string, Uint8Array>();
  for (const [face, weights] of Object.entries(files))
    for (const [weight, file] of Object.entries(weights)) {
      const name = `${face} ${weight}`;
      const ticket = Buffer.from(name);
      open.set(ticket, create(await readFile(require.resolve(file))));
      tickets.set(name, ticket);
    }
  // Documents share the parsed tables but not the glyphs, because a glyph remembers the letter it
  // was first used for: the Latin C is also the Cyrillic С.
  function OpenFont({ buffer }: { buffer: Uint8Array }) {
    return Object.create(open.get(buffer)!, { _glyphs: { value: {} } }) as object;
  }
  OpenFont.probe = (bytes: Uint8Array) => open.has(bytes);
  registerFormat(OpenFont as unknown as Parameters<typeof registerFormat>[0]);
  return tickets;
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
