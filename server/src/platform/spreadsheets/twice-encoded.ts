import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** The scripts of the member states: a repaired text in any other script is not credible. */
const plausible =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Common}\p{Script=Inherited}]*$/u;

/**
 * Whether a text is UTF-8 that was read as a code page and saved again: "KÃ¶ln". Letters that
 * happen to be valid UTF-8 bytes ("ßł") decode to scripts that no name here is written in.
 */
export function isTwiceEncoded(text: string): boolean {
  if (!/[^\p{ASCII}]/u.test(text)) return false;
  return ['windows-1252', 'windows-1250', 'windows-1251'].some((encoding) => {
    const bytes = iconv.encode(text, encoding);
    return (
      iconv.decode(bytes, encoding) === text &&
      isUtf8(bytes) &&
      plausible.test(bytes.toString()) &&
      // "Кї" would decode to a phonetic letter.
      !/\p{Lm}/u.test(bytes.toString())
    );
  });
}
