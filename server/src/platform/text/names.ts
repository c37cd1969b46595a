import { isLetterInUse } from './letters-in-use.js';

/** Why a text is not a name: the rule that it breaks, and what to look for. */
export interface NameFault {
  key: 'holdsNoSuchCharacter' | 'isOneScript';
  params: Record<string, string>;
}

/** Scripts in everyday use, of which names are made (Unicode Standard Annex 31, table 5). */
const scripts = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Thaana'],
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul', 'Devanagari', 'Bengali', 'Gurmukhi'],
  ...['Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao'],
  ...['Tibetan', 'Myanmar', 'Ethiopic', 'Khmer'],
];
const tests = scripts.map((name) => ({ name, test: new RegExp(`\\p{Script=${name}}`, 'u') }));
/** Scripts that a single word of Chinese, Japanese or Korean mixes. */
const eastAsian = new Set(['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul']);

const ofScripts = scripts.map((name) => `\\p{Script=${name}}`).join('');
/** Marks that strike through, circle or hide a letter, blank letters, and mathematical letters. */
const disguises =
  '\\u034f\\u035c-\\u0362\\u0334-\\u0338\\u0488\\u0489\\u115f\\u1160\\u1ab0-\\u1aff' +
  '\\u1dc0-\\u1dff\\u20d0-\\u20ff\\u3164\\ufe20-\\ufe2f' +
  '\\uff00-\\uffef\\ufb00-\\ufb06\\u{1d400}-\\u{1d7ff}';
const ofOurScripts = `(?<=[${ofScripts}\\p{Script=Common}\\p{Script=Inherited}])`;
const letter = new RegExp(
  `^(?![${disguises}]|\\p{Variation_Selector})(?:[\\p{L}\\p{M}]${ofOurScripts}|[0-9ªº])$`,
  'u',
);
/** Plain digits of any script. */
const digit = /^\p{Nd}$/u;
const sign = /^[ '’‘ʼʻʹ‛`"“”„«»‹›()[\]/&.,:;!?¡¿·•‧–—‐‑\-…°№+*#%@€$£§_~]$/u;
/** Signs that look like others but belong to names in one script. */
const signsOfScripts = [
  [/^[՚-՟]$/u, /\p{L}(?<=\p{Script=Armenian})/u],
  [/^[׳״]$/u, /\p{L}(?<=\p{Script=Hebrew})/u],
  [/^・$/u, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
] as const;
const loneMark = /(?:^|[^\p{L}\p{M}])(\p{M})/u;
/** A dot on a letter that already has one is invisible. */
const secondDot = /\p{Soft_Dotted}(\u0307)/u;
/** A word with its hyphens and apostrophes. */
const wholeWord = /[\p{L}\p{M}\p{Nd}]+(?:['’‘‛`"“”„\-‐‑][\p{L}\p{M}\p{Nd}]+)*/gu;
/** More marks than any European letter has. */
const stackedMarks = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}{2}(\p{M})/u;

/**
 * The first reason not to publish a text as a name: a character that no name contains (a blank or
 * struck-through letter, a letter of a script that is not in use, an accent without a letter) or a
 * word in two scripts.
 * @returns null if there is none.
 */
export function nameFault(name: string): NameFault | null {
  const text = name.normalize('NFC');
  const invalid =
    [...text].find((one) => !isLetter(one) && !isDigit(one) && !isSign(one, text)) ??
    loneMark.exec(text)?.[1] ??
    secondDot.exec(text)?.[1] ??
    stackedMarks.exec(text)?.[1];
  if (invalid) return { key: 'holdsNoSuchCharacter', params: { character: named(invalid) } };
  const mixed = text.match(wholeWord)?.find(isMixed);
  return mixed ? { key: 'isOneScript', params: { word: mixed } } : null;
}

/** Letters that are only a variant of another (ligatures, squared or old forms) do not count. */
const isLetter = (one: string) =>
  isLetterInUse(one) ?? (letter.test(one) && one === one.normalize('NFKC'));

const isSign = (one: string, name: string) =>
  sign.test(one) || signsOfScripts.some(([own, script]) => own.test(one) && script.test(name));

const isDigit = (one: string) => digit.test(one) && one === one.normalize('NFKC');

function isMixed(word: string): boolean {
  const found = new Set(
    [...word].flatMap((one) => tests.find(({ test }) => test.test(one))?.name ?? []),
  );
  return found.size > 1 && ![...found].every((script) => eastAsian.has(script));
}

/** A character in a form that a reader can look up: itself if it is visible, and its code point. */
function named(character: string): string {
  const number = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  const isSeen =
    /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && !new RegExp(`[${blanks}]`, 'u').test(character);
  return isSeen ? `${character} (${number})` : number;
}

const blanks = '\\u115f\\u1160\\u2800\\u3164\\uffa0';
