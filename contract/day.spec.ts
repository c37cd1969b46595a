import fc from 'fast-check';
import { isRealDay, orderOfDays, parseDay } from './day.js';
import { boxesOf, boxesText } from './day-boxes.js';

const languages = ['en', 'fr', 'de', 'uk', 'pt', 'it', 'es', 'nl', 'pl', 'ro', 'el', 'tr'];
const june = { kind: 'day', day: '2019-06-28' };

describe('days as offices write them', () => {
  it.each([
    '2019-06-28',
    '28-06-2019',
    '28. 6. 2019',
    '28. 06. 2019.',
    '2019.06.28',
    '2019. 06. 28.',
    '2019/06/28',
    '28/06/2019',
    '06/28/2019',
    '28 06 2019',
    '20190628',
    '28062019',
    '28.06.2019 00:00:00',
    '28.06.2019 14.30',
    '28/06/2019 14h30',
    '06/28/2019 12:00:00 AM',
    '2019-06-28T00:00:00',
    '2019-06-28T00:00:00+02:00',
    '2019-06-28T00:00:00Z',
    '2019-06-27T22:00:00.000Z',
    '2019-06-27T22:00:00+00:00',
    '28.06.2019 г.',
    '28-06-2019 р.',
    '28.06.2019 r.',
    'Fri 28/06/2019',
    'Fr., 28.06.2019',
    'vendredi 28/06/2019',
    'Παρασκευή 28/6/2019',
    '28 June 2019',
    '28th of June, 2019',
    'June 28, 2019',
    'Friday 28 June 2019',
    '28-Jun-2019',
    '28JUN2019',
    '28 juin 2019',
    'vendredi 28 juin 2019',
    '28. Juni 2019',
    '28 червня 2019 р.',
    '28 de junho de 2019',
    '28 giugno 2019',
    '28 de junio de 2019',
    'am 28. Juni 2019',
    'am 28.06.2019',
    'on 28 June 2019',
    'dnia 28 czerwca 2019 r.',
    'dne 28. června 2019',
    'em 28 de junho de 2019',
    'op 28 juni 2019',
    'den 28. juni 2019',
    '28 juni 2019',
    '28 czerwca 2019 r.',
    '28 iunie 2019',
    '28 Ιουνίου 2019',
    '28 Haziran 2019',
    '2019. június 28.',
    '28.VI.2019',
    '٢٨/٠٦/٢٠١٩',
    '28\u00a0\u2013\u00a006\u00a0\u2013\u00a02019',
  ])('%j is 28 June 2019', (text) => expect(parseDay(text)).toEqual(june));

  it.each([
    ['12 de setiembre de 2019', '2019-09-12'],
    ['am 3. Feber 2020', '2020-02-03'],
  ])('%j, as people write it though no locale does, is %s', (text, day) =>
    expect(parseDay(text)).toEqual({ ...june, day }),
  );

  it.each([
    ['03/04/2019', ['2019-04-03', '2019-03-04']],
    ['03-04-2019', ['2019-04-03', '2019-03-04']],
    ['19.06.12', ['2012-06-19', '2019-06-12']],
    ['12-11-10', ['2010-11-12', '2010-12-11', '2012-11-10']],
    ['43644', ['2019-06-28', '2023-06-29']],
    ['28 listopada 2019', ['2019-11-28', '2019-10-28']],
    ['28 jui 2019', ['2019-06-28', '2019-07-28']],
  ])('%j could be several days', (text, days) =>
    expect(parseDay(text)).toEqual({ kind: 'ambiguous', days }),
  );

  it.each([
    ['31.02.2019', 'no-such-day'],
    ['29 February 2019', 'no-such-day'],
    ['28/13/2019', 'no-such-day'],
    ['0026-06-28', 'year'],
    ['28.06.0026', 'year'],
    ['28.06.206', 'year'],
    ['2019', 'incomplete'],
    ['June 2019', 'incomplete'],
    ['Monday 28 June 2019', 'unreadable'],
    ['Monday 28/06/2019', 'unreadable'],
    ['28.06.2019 approx.', 'unreadable'],
    ['28.06.2019 25:00', 'unreadable'],
    ['28.06.2019 - 30.06.2019', 'unreadable'],
    ['28.06.2019?', 'unreadable'],
    ['28.6.', 'unreadable'],
    ['hello', 'unreadable'],
    [' ', 'empty'],
  ])('%j is no day: %s', (text, error) => expect(parseDay(text)).toEqual({ kind: 'error', error }));

  it('in dates with points the day comes first, even where both orders exist', () => {
    expect(parseDay('03.04.2019')).toEqual({ kind: 'day', day: '2019-04-03' });
  });

  it('other rows, the last possible day and the language decide, and only those', () => {
    expect(orderOfDays(['03/04/2019', '28/06/2019', ''])).toBe('day-first');
    expect(orderOfDays(['03/04/2019', '06/28/2019'])).toBe('month-first');
    expect(orderOfDays(['28/06/2019', '06/28/2019'])).toBeUndefined();
    expect(orderOfDays(['03/04/2019', '28.06.2019', '12/12/2019', 'June'])).toBeUndefined();
    expect(parseDay('03/04/2019', { order: 'month-first' })).toEqual({
      kind: 'day',
      day: '2019-03-04',
    });
    expect(parseDay('28/06/2019', { order: 'month-first' })).toEqual(june);
    expect(parseDay('28.06.19', { latest: '2026-11-29' })).toEqual(june);
    expect(parseDay('28 listopada 2019', { language: 'pl' })).toEqual({
      kind: 'day',
      day: '2019-11-28',
    });
  });

  it('a month or a year is accepted where that is enough', () => {
    const day = (text: string) => parseDay(text, { partial: true });
    expect(day('2014')).toEqual({ kind: 'day', day: '2014' });
    for (const text of [
      '2014-05',
      '05/2014',
      '5.2014',
      'May 2014',
      'mai 2014',
      'maio de 2014',
      '2014. május',
    ])
      expect(day(text)).toEqual({ kind: 'day', day: '2014-05' });
    expect(day('2014-13')).toEqual({ kind: 'error', error: 'no-such-day' });
    expect(day('0026')).toEqual({ kind: 'error', error: 'year' });
  });

  it('every day is read from what the twelve languages write, and never as another', () => {
    const days = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...languages),
        fc.constantFrom('long', 'full', 'medium', 'short'),
        (date, language, dateStyle) => {
          const day = date.toISOString().slice(0, 10);
          const text = new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(
            date,
          );
          const read = parseDay(text, { language });
          if (dateStyle === 'long' || dateStyle === 'full')
            expect(read).toEqual({ kind: 'day', day });
          else if (read.kind === 'day') expect([day, `20${day.slice(2)}`]).toContain(read.day);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whatever is read as a day exists', () => {
    const part = fc.integer({ min: 0, max: 2100 }).map(String);
    fc.assert(
      fc.property(part, part, part, fc.constantFrom('.', '/', '-', ' '), (a, b, c, mark) => {
        const read = parseDay([a, b, c].join(mark));
        if (read.kind === 'day') expect(isRealDay(read.day) && read.day >= '1900').toBe(true);
      }),
    );
  });
});

describe('days in three boxes', () => {
  const read = (day: string, month: string, year: string, partial = false) =>
    parseDay(boxesText({ day, month, year }, { partial, language: 'fr' }), { partial });
  const day = (text: string) => ({ kind: 'day', day: text });
  const wrong = (error: string) => ({ kind: 'error', error });

  it('are never swapped, completed or rolled over', () => {
    expect(read('28', '10', '2026')).toEqual(day('2026-10-28'));
    expect(read(' 3 ', '04', '2019')).toEqual(day('2019-04-03'));
    expect(read('28', 'octobre', '2026')).toEqual(day('2026-10-28'));
    expect(read('10', '28', '2026')).toEqual(wrong('no-such-day'));
    expect(read('31', '2', '2026')).toEqual(wrong('no-such-day'));
    expect(read('28', '10', '26')).toEqual(wrong('year'));
    expect(read('28', '10', '0026')).toEqual(wrong('year'));
    expect(read('28', '', '2026')).toEqual(wrong('incomplete'));
    expect(read('', '10', '2026')).toEqual(wrong('incomplete'));
    expect(read('28', '10', '')).toEqual(wrong('incomplete'));
    expect(read('28', 'ten', '2026')).toEqual(wrong('unreadable'));
    expect(read('', '', '')).toEqual(wrong('empty'));
  });

  it.each([
    ['1.', '10.', '2026.'],
    ['1er', 'octobre', '2026'],
    ['1º', '10', '2026'],
    ['1st', '10,', '2026'],
    ['1-го', '10', '2026 р.'],
    ['01 ', 'Οκτώβριος', '2026 г.'],
    ['١', '١٠', '٢٠٢٦'],
  ])('%j %j %j is 1 October 2026', (...boxes) => {
    expect(read(...boxes)).toEqual(day('2026-10-01'));
    expect(boxesOf(boxesText({ day: '1.', month: '10.', year: '2026.' }))).toEqual({
      day: '1',
      month: '10',
      year: '2026',
    });
  });

  it('take a whole day that was pasted into one of them', () => {
    expect(read('28.10.2026', '', '')).toEqual(day('2026-10-28'));
    expect(read('28102026', '', '')).toEqual(day('2026-10-28'));
    expect(read('03/04/2019', '', '').kind).toBe('ambiguous');
  });

  it('may hold a month or a year where that is enough', () => {
    expect(read('', '', '2014', true)).toEqual(day('2014'));
    expect(read('', '5', '2014', true)).toEqual(day('2014-05'));
    expect(read('13', '', '2014', true)).toEqual(wrong('incomplete'));
  });

  it('show the stored value, and every day survives the round trip', () => {
    expect(boxesOf('2014-05')).toEqual({ day: '', month: '5', year: '2014' });
    expect(boxesOf('28/06/2019')).toEqual({ day: '28/06/2019', month: '', year: '' });
    const days = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const text = date.toISOString().slice(0, 10);
        expect(boxesText(boxesOf(text))).toBe(text);
      }),
    );
  });
});
