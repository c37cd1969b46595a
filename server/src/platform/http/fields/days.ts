import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsString,
  Matches,
} from 'class-validator';
import { latestDay } from '../../../../../contract/clock.js';
import { isRealDay, parseDay, type DayFault } from '../../../../../contract/day.js';
import { rule } from '../decorators.js';
import { clean } from '../../text/text.js';
import { field, most, type FieldOptions } from './field.js';

interface DayOptions extends FieldOptions {
  /** The earliest year of such a day. */
  since?: number;
}

/** A day of the calendar, 2019-06-28. */
export function Day(options: DayOptions = {}): PropertyDecorator {
  return day(options);
}

/** A day that is not in the future. */
export function PastDay(options: DayOptions = {}): PropertyDecorator {
  return day(options, isPast);
}

/** A past day as exactly as it is known: 2014, 2014-05 or 2014-05-13. */
export function PartialDay({ since, ...options }: DayOptions = {}): PropertyDecorator {
  return field(
    { type: String },
    options,
    asTyped(true),
    IsString(),
    ...rulesOf(true),
    isPast,
    ...notBefore(since),
  );
}

/** Several days of the calendar; empty ones count as not given. */
export function DayList(maxDays: number, options: DayOptions = {}): PropertyDecorator {
  return field(
    { type: [String], format: 'date' },
    options,
    eachDay,
    IsArray(),
    ArrayMaxSize(maxDays, most(maxDays)),
    IsString({ each: true }),
    rule(
      'areDays',
      (value) => !Array.isArray(value) || value.every((day) => isRealDay(String(day))),
      'must each be a day like 2019-06-28',
    ),
  );
}

/** Weekdays, each once: 1 is Monday, 7 Sunday. */
export function WeekdayList(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: [Number], minItems: 1 },
    options,
    IsArray(),
    ArrayMinSize(1),
    ArrayUnique(),
    IsIn([1, 2, 3, 4, 5, 6, 7], { each: true }),
  );
}

/** A future day. The guard of the step decides whether it is allowed. */
export function DayToCome(options: FieldOptions = {}): PropertyDecorator {
  return day(options);
}

/** A moment with its time zone. */
export function Moment(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: String, format: 'date-time' },
    options,
    IsISO8601({ strict: true }),
    Matches(/T.*(Z|[+-]\d\d:\d\d)$/),
  );
}

function day({ since, ...options }: DayOptions, ...more: PropertyDecorator[]): PropertyDecorator {
  return field(
    { type: String, ...(options.mayBeEmpty ? {} : { format: 'date' }) },
    options,
    asTyped(false),
    IsString(),
    ...rulesOf(false),
    ...more,
    ...notBefore(since),
  );
}

/**
 * Converts a day as people write it to ISO 8601; other text stays as typed, so that the rules can
 * say what is wrong.
 */
const asTyped = (partial: boolean) =>
  Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    const read = parseDay(value, { partial });
    return read.kind === 'day' ? read.day : clean(value) || undefined;
  });

const eachDay = Transform(({ value }: { value: unknown }) =>
  Array.isArray(value)
    ? value
        .map((day: unknown) => (typeof day === 'string' ? readDay(day) : day))
        .filter((day) => day !== '')
    : value,
);

function readDay(text: string): string {
  const read = parseDay(text);
  return read.kind === 'day' ? read.day : clean(text);
}

/** Ways in which a text is not a valid day, each with its message. */
const faults: [fault: DayFault | 'ambiguous', name: string, message: string][] = [
  ['unreadable', 'isDay', 'must be a day like 2019-06-28'],
  ['incomplete', 'isWholeDay', 'must have a day, a month and a year'],
  ['no-such-day', 'isRealDay', 'must be a day that exists'],
  ['year', 'isFullYear', 'must have a year of four digits, from 1900 on'],
  ['ambiguous', 'isOneDay', 'could be several days: write it like 2019-06-28'],
];

/** The key and the message of a fault; also used for days in an imported file. */
export function wordsOfDayFault(fault: DayFault): [name: string, message: string] {
  const [, name, message] = faults.find(([known]) => known === fault)!;
  return [name, message];
}

function rulesOf(partial: boolean): PropertyDecorator[] {
  const faultOf = (text: string) => {
    const read = parseDay(text, { partial });
    return read.kind === 'error' ? read.error : read.kind;
  };
  return faults.map(([fault, name, message]) =>
    rule(name, (value) => typeof value !== 'string' || faultOf(value) !== fault, message),
  );
}

const iso = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const isIso = (value: unknown): value is string => typeof value === 'string' && iso.test(value);

/** Whether the day has already begun anywhere in the member states. */
const isPast = rule(
  'isPastDate',
  (value) => !isIso(value) || value <= latestDay().slice(0, value.length),
  'must not be in the future',
);

function notBefore(year: number | undefined): PropertyDecorator[] {
  if (year === undefined) return [];
  const holds = (value: unknown) => !isIso(value) || Number(value.slice(0, 4)) >= year;
  return [rule('isSince', holds, `must not be before ${year}`, { context: { year } })];
}
