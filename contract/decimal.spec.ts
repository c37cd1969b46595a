import fc from 'fast-check';
import { parseDecimal } from './decimal.js';
import { parseDegrees } from './degrees.js';

describe('decimals and degrees as people type them', () => {
  it.each([
    ['48.5734', 48.5734],
    ['48,5734', 48.5734],
    ['−9,1', -9.1],
    ['–9.1', -9.1],
    ['+7', 7],
    ['.5', 0.5],
    ['-0', 0],
    ['٤٨٫٥', 48.5],
  ])('%j is %d', (text, amount) => {
    expect(parseDecimal(text)).toBe(amount);
    expect(parseDegrees(text, 'latitude')).toBe(amount);
  });

  it.each(['1.234,5', '1,234.5', '48.573.405', '0x10', '1e1', 'NaN', '48 5', '48.', '5²', '1..2'])(
    '%j is no decimal',
    (text) => {
      expect(parseDecimal(text)).toBe('not-a-number');
      expect(parseDegrees(text, 'latitude')).toBe('not-a-number');
    },
  );

  it.each([
    ['48° 34′ N', 48.566667],
    ['48° 34′ 24″ N', 48.573333],
    ['48°34\'24.5"N', 48.573472],
    ["48°34'24''", 48.573333],
    ['48º 34’ 24” N', 48.573333],
    ['N 48° 34,5′', 48.575],
    ['48 34 24 N', 48.573333],
    ['48.5734°', 48.5734],
    ['48,5734 S', -48.5734],
    ['48.5734° Nord', 48.5734],
    ['-48° 34′', -48.566667],
    ['48.12345678', 48.123457],
  ])('latitude %j is %d', (text, degrees) => expect(parseDegrees(text, 'latitude')).toBe(degrees));

  it('a direction belongs to its axis, and one that two languages use differently is asked about', () => {
    expect(parseDegrees('7.7521 E', 'longitude')).toBe(7.7521);
    expect(parseDegrees('9° 8′ ouest', 'longitude')).toBe(-9.133333);
    expect(parseDegrees('48.5 N', 'longitude')).toBe('direction');
    expect(parseDegrees('7.75 O', 'longitude')).toBe('direction');
    expect(parseDegrees('-48.5 N', 'latitude')).toBe('direction');
    expect(parseDegrees('N 48.5 N', 'latitude')).toBe('direction');
    // Greek Ν (south) looks like Latin N (north).
    expect(parseDegrees('48.5 Ν', 'latitude')).toBe('direction');
  });

  it('two coordinates in one field are not read as one', () => {
    expect(parseDegrees('48.5734, 7.7521', 'latitude')).toBe('pair');
    expect(parseDegrees('48,5734; 7,7521', 'latitude')).toBe('pair');
    expect(parseDegrees('48.5734° N, 7.7521° E', 'latitude')).toBe('pair');
  });

  it.each(['48° 75′ N', '48° 34′ 99″', '48.5° 30′', '48 34', '48d34', 'N', '°'])(
    '%j is no degree',
    (text) => expect(parseDegrees(text, 'latitude')).toBe('not-a-number'),
  );

  it('degrees are read in every usual notation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -90_000_000, max: 90_000_000 }),
        fc.constantFrom('.', ','),
        (millionths, mark) => {
          const degrees = millionths / 1e6;
          expect(parseDegrees(degrees.toFixed(6).replace('.', mark), 'latitude')).toBe(
            degrees === 0 ? 0 : degrees,
          );
        },
      ),
    );
  });
});
