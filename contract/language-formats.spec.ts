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

  it('the first of a month is an ordinal in French', () => {
    const written = (date: string, options: Intl.DateTimeFormatOptions) =>
      dateFormat('fr', { ...options, timeZone: 'UTC' }).format(new Date(date));
    expect(written('2026-12-01', { dateStyle: 'long' })).toBe('1er décembre 2026');
    expect(written('2026-12-21', { dateStyle: 'long' })).toBe('21 décembre 2026');
    expect(written('2026-12-01', { dateStyle: 'full' })).toBe('mardi 1er décembre 2026');
    expect(written('2026-12-01', { month: 'long', year: 'numeric' })).toBe('décembre 2026');
  });
});
