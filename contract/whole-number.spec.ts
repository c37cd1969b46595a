import fc from 'fast-check';
import { parseWholeNumber } from './whole-number.js';

describe('whole numbers as people type them', () => {
  it.each([
    ['12000', 12000],
    ['12.000', 12000],
    ['12,000', 12000],
    ['12 000', 12000],
    ['12\u00a0000', 12000],
    ['12\u202f000', 12000],
    ['12\u2009000', 12000],
    ["12'000", 12000],
    ['12’000', 12000],
    ['1.084.831', 1_084_831],
    [' +250.000\t', 250_000],
    ['007', 7],
    ['0', 0],
    ['-0', 0],
    ['-5', -5],
    ['−5', -5],
    ['١٢٣٤', 1234],
    ['١٢٬٠٠٠', 12000],
    ['９９９', 999],
    ['\u200e12000\u200e', 12000],
  ])('%j is %d', (text, amount) => expect(parseWholeNumber(text)).toBe(amount));

  it.each([
    '12.5',
    '12,34',
    '12.00',
    '12.000,00',
    '12,000.00',
    '1,084.831',
    '0.123',
    '0,123',
    '12,3456',
  ])('%j has decimals', (text) => expect(parseWholeNumber(text)).toBe('not-whole'));

  it.each([
    '0x10',
    '1e5',
    '1.2.3',
    '1,23,456',
    '12.',
    '.5',
    '1 2 000',
    '10²',
    'Ⅻ',
    'Infinity',
    'NaN',
    '12k',
    '~12',
    '5 6',
    '--5',
    '½',
    '12_000',
  ])('%j is no number', (text) => expect(parseWholeNumber(text)).toBe('not-a-number'));

  it('a number that cannot be represented exactly is refused, and no input gives nothing', () => {
    expect(parseWholeNumber('100000000000000000000')).toBe('too-large');
    expect(parseWholeNumber('9007199254740993')).toBe('too-large');
    expect(parseWholeNumber(' \u00a0 ')).toBe('empty');
  });

  it('every number is read in every usual notation, and in no other', () => {
    const marks = fc.constantFrom('', '.', ',', ' ', '\u00a0', '\u202f', "'", '’');
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        marks,
        (amount, mark) => {
          const written = String(amount).replace(/\B(?=(\d{3})+$)/g, mark);
          expect(parseWholeNumber(written)).toBe(amount === 0 ? 0 : amount);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const amount = parseWholeNumber(text);
        if (typeof amount !== 'number' || /[^\x20-\x7e]/.test(text)) return;
        expect(text.replace(/[^\d]/g, '').replace(/^0+(?=\d)/, '')).toBe(String(Math.abs(amount)));
      }),
    );
  });
});
