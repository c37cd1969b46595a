import { dateFormat } from './language-formats.js';
import { languages } from './languages.js';

const day = new Date('2026-11-30T12:00:00Z');

describe('U2 a date at the end of a sentence', () => {
  it.each(languages)('ends without a full stop in %s', (language) => {
    const spelled = [
      { dateStyle: 'long' } as const,
      { year: 'numeric', month: 'long' } as const,
      { year: 'numeric', month: 'long', day: 'numeric' } as const,
    ].map((options) => dateFormat(language, { ...options, timeZone: 'UTC' }).format(day));
    expect(spelled.filter((text) => text.endsWith('.'))).toEqual([]);
    expect(spelled.every((text) => text.includes('2026'))).toBe(true);
  });

  it('the year of Ukrainian is written out', () => {
    expect(dateFormat('uk', { dateStyle: 'long', timeZone: 'UTC' }).format(day)).toBe(
      '30 листопада 2026\u00A0року',
    );
  });
});
