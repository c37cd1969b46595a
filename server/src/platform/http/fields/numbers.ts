import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { parseDegrees, type Axis, type DegreesFault } from '../../../../../contract/degrees.js';
import { parseWholeNumber } from '../../../../../contract/whole-number.js';
import { limits } from '../../config/limits.js';
import { IsTargetYear, rule } from '../decorators.js';
import { field, least, most, type FieldOptions } from './field.js';

interface IntegerOptions extends FieldOptions {
  min?: number;
  max?: number;
  /** The API contract states the limit. */
  showLimit?: boolean;
}

/**
 * A whole number as people type it; an empty text counts as not given, and other text is left to
 * the rules.
 */
const wholeAsTyped = Transform(({ value }: { value: unknown }) => {
  if (typeof value !== 'string') return value;
  const amount = parseWholeNumber(value);
  if (typeof amount === 'number') return amount;
  if (amount === 'empty') return undefined;
  // Lets the message say that the number is too large, and by how much.
  return amount === 'too-large' ? Number.MAX_VALUE : value;
});

/** Degrees as people type them, likewise. */
const degreesAsTyped = (axis: Axis) =>
  Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    const degrees = parseDegrees(value, axis);
    return degrees === 'empty' ? undefined : typeof degrees === 'number' ? degrees : value;
  });

/** A whole number as people type it: "12.000" is twelve thousand. */
export function WholeNumber(
  min: number,
  max: number,
  options: FieldOptions = {},
): PropertyDecorator {
  return field(
    { type: Number },
    options,
    wholeAsTyped,
    IsInt(),
    Min(min, least(min)),
    Max(max, most(max)),
  );
}

/** Degrees north of the equator. */
export function Latitude(options: FieldOptions = {}): PropertyDecorator {
  return degrees('latitude', 90, options);
}

/** Degrees east of Greenwich. */
export function Longitude(options: FieldOptions = {}): PropertyDecorator {
  return degrees('longitude', 180, options);
}

function degrees(axis: Axis, limit: number, options: FieldOptions): PropertyDecorator {
  const isFault = (value: unknown, fault: DegreesFault) =>
    typeof value === 'string' && parseDegrees(value, axis) === fault;
  const faults = [
    rule('isOneCoordinate', (value) => !isFault(value, 'pair'), 'must be one coordinate, not both'),
    rule(
      'isDirection',
      (value) => !isFault(value, 'direction'),
      'must have its own direction: N or S, E or W',
    ),
  ];
  const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  const isTold = (value: unknown) => isFault(value, 'pair') || isFault(value, 'direction');
  const readable = rule(
    'isNumber',
    (value) => isNumber(value) || isTold(value),
    'must be a number like 48.57 or 48° 34′ N',
  );
  const range = [Min(-limit, least(-limit)), Max(limit, most(limit))];
  return field({ type: Number }, options, degreesAsTyped(axis), ...faults, readable, ...range);
}

/** The year by which a pledge is to be kept: this year or one of the next ten. */
export function TargetYear(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: Number }, options, wholeAsTyped, IsTargetYear());
}

/** A whole number that a program sends, never as text: a version, a row, a size in bytes. */
export function Integer({
  min,
  max,
  showLimit = false,
  ...options
}: IntegerOptions = {}): PropertyDecorator {
  const range = [
    ...(min === undefined ? [] : [Min(min, least(min))]),
    ...(max === undefined ? [] : [Max(max, most(max))]),
  ];
  return field(
    { type: Number },
    { ...options, ...(showLimit ? { maximum: max } : {}) },
    IsInt(),
    ...range,
  );
}

/** The page size that a program requests; an empty `?limit=` counts as not given. */
export function PageSize(usual: number): PropertyDecorator {
  const largest = limits.largestPage;
  return field(
    {
      type: 'integer',
      minimum: 1,
      maximum: largest,
      default: usual,
      description: 'How many at once',
    },
    { optional: true },
    Transform(({ value }: { value: unknown }) => fromQuery(value, usual)),
    IsInt({ message: 'limit must be a whole number' }),
    Min(1, { ...least(1), message: 'limit must be at least 1' }),
    Max(largest, { ...most(largest), message: `limit must be at most ${largest}` }),
  );
}

function fromQuery(value: unknown, usual: number): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text === '' ? usual : /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}
