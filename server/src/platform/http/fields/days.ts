import { IsISO8601, IsString, Matches, MaxLength } from 'class-validator';
import { IsPartialDate, IsPastDate } from '../decorators.js';
import { field, most, type FieldOptions } from './field.js';
import { oneLine } from './text.js';

/** How a day is read that people type. */
const asTyped = oneLine;

/** A day of the calendar, 2019-06-28. */
export function Day(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: String, format: 'date' },
    options,
    asTyped,
    Matches(/^\d{4}-\d{2}-\d{2}$/),
    IsISO8601({ strict: true }),
  );
}

/** A day that is not in the future. */
export function PastDay(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, format: 'date' }, options, asTyped, IsPastDate());
}

/** A past day as exactly as it is known: 2014, 2014-05 or 2014-05-13. */
export function PartialDay(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String }, options, asTyped, IsPartialDate());
}

/**
 * A day to come. Whether it may be chosen depends on the step that is taken, whose guard says so.
 */
export function DayToCome(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: String, format: 'date' },
    options,
    asTyped,
    IsString(),
    MaxLength(10, most(10)),
  );
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
