/**
 * A piece of a text; `script` is set if its letters belong to another script than they appear to.
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

/** Countries where names are also written in a non-Latin script. */
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
 * Finds look-alike letters: those of the rarer script in a word that mixes two ("Kоln" with a
 * Cyrillic о), and words in a script that is not used in the country.
 * @returns the text in pieces if there are any, otherwise null.
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
  // If two scripts are equally frequent, the first in our list (Latin) is taken as the word's own.
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
