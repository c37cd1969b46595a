import { dayInStrasbourg } from './clock.js';
import { isWeekday, monthsOf } from './month-words.js';

export type DayOrder = 'day-first' | 'month-first';

/**
 * One way to read a text: the day it would be, which need not exist, and the order it would be
 * written in.
 */
export interface Reading {
  day: string;
  order: DayOrder | 'year-first' | 'none';
}

/** Whether a text is a day that exists, written 2019-06-28. */
export function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  );
}

/** Every way to read a text as a day; none at all when it has no spelling of one. */
export function readingsOf(text: string, language?: string): Reading[] {
  const untimed = withoutTime(text);
  if (untimed === undefined) return [];
  return (
    serial(untimed) ??
    compact(untimed) ??
    inFigures(untimed) ??
    besideFigures(untimed) ??
    inWords(untimed, language)
  );
}

const seconds = String.raw`(?::(?<second>\d{2})(?:[.,]\d+)?)?`;
const hours = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})${seconds}(?: ?[ap]\.?m\.?)?`;
const zone = String.raw` ?(?<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?)?`;
const clocks = [
  new RegExp(`(?:T|,? )${hours}${zone}$`, 'i'),
  /,? (?<hour>\d{1,2}) ?h(?: ?(?<minute>\d{2}))?$/i,
  // 14.30 is a time behind a whole year only: in "28. 6.19" it would be June.
  /(?<=[./-]\d{4},?) (?<hour>\d{1,2})\.(?<minute>\d{2})(?:\.(?<second>\d{2}))?$/,
];

/**
 * The text without a time behind it. A moment in UTC is a day in Strasbourg. Undefined for a time
 * that no clock shows.
 */
function withoutTime(text: string): string | undefined {
  const found = clocks.map((clock) => clock.exec(text)).find((match) => match !== null);
  if (!found) return text;
  const { hour, minute = '0', second = '0', zone = '' } = found.groups ?? {};
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const day = text.slice(0, found.index).trim();
  if (!/^(Z|UTC|[+-]00(:?00)?)$/i.test(zone) || !isRealDay(day)) return day;
  return dayInStrasbourg(new Date(Date.parse(day) + (Number(hour) * 60 + Number(minute)) * 60_000));
}

/** A spreadsheet's count of days: from the end of 1899, or on some Macs from 1904. */
function serial(text: string): Reading[] | undefined {
  if (!/^[2-5]\d{4}(?:[.,]\d+)?$/.test(text)) return undefined;
  return [25_569, 24_107].map((epoch) => {
    const day = new Date((Number.parseInt(text, 10) - epoch) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    return { day, order: 'none' };
  });
}

/** 20190628 and 28062019. */
function compact(text: string): Reading[] | undefined {
  const [, a, b, c, d] = /^(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (a === undefined) return undefined;
  return [
    reading('year-first', `${a}${b}`, c!, d!),
    reading('day-first', `${c}${d}`, b!, a),
    reading('month-first', `${c}${d}`, a, b!),
  ];
}

/**
 * Three figures between points, strokes, hyphens or spaces. Between points, the day comes before
 * the month if possible.
 */
function inFigures(text: string): Reading[] | undefined {
  const [, a, mark, b, c] = /^(\d{1,4}) ?([./ -]) ?(\d{1,2}) ?\2 ?(\d{1,4})\.?$/.exec(text) ?? [];
  if (a === undefined) return undefined;
  if (a.length > 2) return [reading('year-first', a, b!, c!)];
  const dayFirst = reading('day-first', c!, b!, a);
  const monthFirst =
    mark === '.' && isRealDay(dayFirst.day) ? [] : [reading('month-first', c!, a, b!)];
  const yearFirst = a.length === 2 && c!.length === 2 ? [reading('year-first', a, b!, c!)] : [];
  return [dayFirst, ...monthFirst, ...yearFirst];
}

/**
 * Words beside a day that do not change it, in the twelve languages and some more: "28 de
 * junho", "28th of June", "28 июня г.".
 */
const fillers = new Set(
  (
    'de del di do da of the den d le la el il die st nd rd th er ier re e a o m r g р г roku ' +
    'року року́ года год an anul gada yil yılı év am vom on em op på pa dne dnia dňa dana στις την'
  ).split(' '),
);

/**
 * Figures with the name of the day of the week before them and a word for "year" behind: "Fr.,
 * 28.06.2019", "28.06.2019 г.".
 */
function besideFigures(text: string): Reading[] | undefined {
  const [, before, figures, behind] =
    /^(?:(\p{L}[\p{L}\p{M}-]*)[.,]* )?(\d[\d ./-]*?)\.?(?: ?(\p{L}+)\.?)?$/u.exec(text) ?? [];
  if (before === undefined && behind === undefined) return undefined;
  if (behind !== undefined && !fillers.has(behind.toLowerCase())) return undefined;
  const readings = inFigures(figures!);
  return before === undefined || fillers.has(before.toLowerCase())
    ? readings
    : readings?.filter(({ day }) => isRealDay(day) && isWeekday(before, day));
}

/**
 * A month by its name, a day and a year; other words are the name of that day of the week, or the
 * text is no day.
 */
function inWords(text: string, language?: string): Reading[] {
  const pieces = text.match(/\d+|\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
  const numbers = pieces.filter((piece) => /\d/.test(piece));
  const words = pieces.filter((piece) => !/\d/.test(piece) && !fillers.has(piece.toLowerCase()));
  if (
    numbers.length !== 2 ||
    words.length === 0 ||
    words.length > 2 ||
    /[^\p{L}\p{M}\d .,/'’ºª°-]/u.test(text)
  )
    return [];
  const [first, second] = numbers as [string, string];
  const pairs =
    first.length > 2
      ? [[second, first]]
      : second.length > 2
        ? [[first, second]]
        : [
            [first, second],
            [second, first],
          ];
  return words.flatMap((word, index) =>
    monthsOf(word, language).flatMap((month) =>
      pairs
        .map(([day, year]) => reading('none', year!, String(month), day!))
        .filter(({ day }) =>
          words.every(
            (other, place) => place === index || (isRealDay(day) && isWeekday(other, day)),
          ),
        ),
    ),
  );
}

function reading(order: Reading['order'], year: string, month: string, day: string): Reading {
  const whole = year.length === 2 ? `20${year}` : year.padStart(4, '0');
  return { order, day: `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
