import { typedText } from './typed-text.js';

/** Digits of a number with its extension, or of two numbers side by side. */
const digits = { least: 5, most: 40 };
const longestWords = 30;
/** Letters of a telephone number, with the words beside it. */
export const longestPhone = 80;

/**
 * Whether what was typed can be dialled: "(+33) 3 88 41 20 00", "0221/221-0", "+49 221 221–0
 * ext. 12". It is kept as it was typed: a telephone number is read by people.
 */
export function isPhone(text: string): boolean {
  const typed = typedText(text);
  const count = typed.replace(/\D/g, '').length;
  const letters = typed.replace(/\P{L}/gu, '').length;
  return (
    typed.length <= longestPhone &&
    count >= digits.least &&
    count <= digits.most &&
    letters <= longestWords &&
    /^[\p{L}\p{M}\d ()[\].,:;=/+#*·•|&~'"’‘“”„«»☎☏✆📞—―-]+$/u.test(typed) &&
    !/:\/\/|^www\.|\p{L}\.\p{L}{2,}/iu.test(typed)
  );
}
