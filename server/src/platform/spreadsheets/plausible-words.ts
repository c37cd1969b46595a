/** Characters that occur in no table: controls, private use, gaps in a code page. */
const nowhere = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;
/** A symbol between letters. Accents that people type as apostrophes do not count. */
const symbolInWord = /\p{L}[^\p{L}\p{M}\p{N}\p{P}´`]|[^\p{L}\p{M}\p{N}\p{P}\p{Z}´`]\p{L}/u;
const numeralInWord = /\p{L}[\p{No}ªº]+\p{L}|^[\p{No}ªº¡¿]+\p{L}/u;
/** Marks that begin or end something. A middle dot is allowed in Catalan's l·l. */
const markInWord = /\p{L}[„‚†‡•…¶§¡¿‹›«»¦]\p{L}|[^lL]·\p{L}|\p{L}·[^lL]/u;
/** UTF-8 that was read as Western European: Ã¶ for ö. */
const twiceEncoded = /Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ–—˜™š›œžŸ]|[ÂÄÅÐÑÎÏ][\u0080-\u00bf]/u;
const impossible = [symbolInWord, numeralInWord, markInWord, twiceEncoded];
/** "Köln", "KÖLN", "köln", and "hÉireann"; but not "KŸln" or "kÕln". */
const caseShapes = /^(\p{Ll}?\p{Lu}?[\p{Ll}\p{Lo}\p{M}]*|[\p{Lu}\p{Lo}\p{M}]+)$/u;
const scripts = [
  ...[/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u],
  ...[/\p{Script=Georgian}/u, /\p{Script=Armenian}/u],
];

/** Whether these include a character that no text contains. */
export const holdsNoText = (characters: string) => nowhere.test(characters);

/** Whether a word looks like a word of some language. */
export function isPlausibleWord(word: string): boolean {
  if (impossible.some((pattern) => pattern.test(word))) return false;
  return word
    .split(/[^\p{L}\p{M}]+/u)
    .filter((part) => /[^\p{ASCII}]/u.test(part))
    .every((part) => caseShapes.test(part) && inOneScript(part));
}

function inOneScript(part: string): boolean {
  return scripts.filter((script) => script.test(part)).length <= 1;
}
