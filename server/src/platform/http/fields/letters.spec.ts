import { maxLength } from 'class-validator';
import fc from 'fast-check';
import { lettersIn } from '../../../../../contract/letters.js';

describe('D browser and server count characters the same way', () => {
  it.each([
    ['', 0],
    [' Köln ', 4],
    ['Ko\u0308ln', 4],
    ['\u{1f600}\u{1f600}', 2],
    ['❤️❤️', 2],
    ['🇫🇷', 2],
    ['a\nb', 3],
  ])('%j has %d', (text, letters) => expect(lettersIn(text)).toBe(letters));

  it('none more is accepted, and none fewer refused', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, (typed) => {
        const text = typed.normalize('NFC').trim();
        fc.pre(text !== '' && !/\p{Cs}/u.test(text));
        const letters = lettersIn(typed);
        expect(maxLength(text, letters)).toBe(true);
        expect(letters > 0 && maxLength(text, letters - 1)).toBe(false);
      }),
    );
  });
});
