import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Whether a text is UTF-8 that was read as a code page and saved again: "KÃ¶ln". */
export function isTwiceEncoded(text: string): boolean {
  if (!/[^\p{ASCII}]/u.test(text)) return false;
  return ['windows-1252', 'windows-1250', 'windows-1251'].some((encoding) => {
    const bytes = iconv.encode(text, encoding);
    return iconv.decode(bytes, encoding) === text && isUtf8(bytes);
  });
}
