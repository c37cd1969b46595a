import { csvLine } from './csv-lines.js';

describe('a line of CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('S01 %j is no formula', (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('keeps commas, quotes and lines in their cell, and numbers as they are', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', -3, null, 'plain'])).toBe('"a,b","say ""x""","two\nlines",-3,,plain\r\n');
  });
});
