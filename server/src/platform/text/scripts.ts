/**
 * A piece of a text; `script` where its letters are of another script than the reader takes them
 * for.
 */
export interface ScriptPart {
  text: string;
  script: Script | null;
}

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Cherokee',
  'Lisu',
  'Coptic',
] as const;
export type Script = (typeof scripts)[number];
const tests = scripts.map((script) => ({ script, test: new RegExp(`\\p{Script=${script}}`, 'u') }));

/** Where names are also written in another script than the Latin one. */
const nativeScripts: Record<string, Script> = {
  UA: 'Cyrillic',
  BG: 'Cyrillic',
  MK: 'Cyrillic',
  RS: 'Cyrillic',
  BA: 'Cyrillic',
  ME: 'Cyrillic',
  MD: 'Cyrillic',
  GR: 'Greek',
  CY: 'Greek',
  AM: 'Armenian',
  GE: 'Georgian',
};

function scriptOf(character: string): Script | null {
  return tests.find(({ test }) => test.test(character))?.script ?? null;
}

/**
 * Finds letters that pass for others: those of the rarer script in a word of two ("Kоln" with a
 * Cyrillic о), and words in a script that nobody in the country writes.
 * @returns the text in pieces when there are any, else null.
 */
export function lookAlikes(text: string, countryCode: string | null): ScriptPart[] | null {
  const usual: (Script | null)[] = [
    'Latin',
    countryCode === null ? null : (nativeScripts[countryCode] ?? null),
  ];
  const parts = text.split(/([\p{L}\p{M}]+)/u).flatMap((piece) => marked(piece, usual));
  return parts.some(({ script }) => script !== null) ? joined(parts) : null;
}

function marked(word: string, usual: (Script | null)[]): ScriptPart[] {
  const letters = [...word].map((text) => ({ text, script: scriptOf(text) }));
  const counts = new Map<Script, number>();
  for (const { script } of letters) if (script) counts.set(script, (counts.get(script) ?? 0) + 1);
  // Of two equally frequent scripts the first of our list, Latin, is taken for the word's own.
  const [own] = [...counts]
    .sort(([a, x], [b, y]) => y - x || scripts.indexOf(a) - scripts.indexOf(b))
    .map(([script]) => script);
  return letters.map(({ text, script }) => ({
    text,
    script: script !== null && (script !== own || !usual.includes(script)) ? script : null,
  }));
}

function joined(parts: ScriptPart[]): ScriptPart[] {
  const whole: ScriptPart[] = [];
  for (const part of parts.filter(({ text }) => text !== '')) {
    const last = whole.at(-1);
    if (last?.script === part.script) last.text += part.text;
    else whole.push({ ...part });
  }
  return whole;
}
