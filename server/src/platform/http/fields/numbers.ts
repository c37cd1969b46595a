import { Transform } from 'class-transformer';
import { IsInt, IsNumber, Max, Min } from 'class-validator';
import { IsTargetYear } from '../decorators.js';
import { limits } from '../../config/limits.js';
import { field, least, most, type FieldOptions } from './field.js';

interface IntegerOptions extends FieldOptions {
  min?: number;
  max?: number;
  /** The API's contract names the limit. */
  showLimit?: boolean;
}

/**
 * A number that people type ("52,5" is what half of Europe writes); an empty one counts as not
 * given.
 */
const asTyped = Transform(({ value }: { value: unknown }) => {
  if (typeof value !== 'string') return value;
  const text = value
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(',', '.');
  return text === '' ? undefined : Number(text);
});

/** A whole number as people type it. */
export function WholeNumber(
  min: number,
  max: number,
  options: FieldOptions = {},
): PropertyDecorator {
  return field(
    { type: Number },
    options,
    asTyped,
    IsInt(),
    Min(min, least(min)),
    Max(max, most(max)),
  );
}

/** A number with decimals as people type it. */
export function Decimal(min: number, max: number, options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: Number },
    options,
    asTyped,
    IsNumber(),
    Min(min, least(min)),
    Max(max, most(max)),
  );
}

/** Degrees north of the equator. */
export function Latitude(options: FieldOptions = {}): PropertyDecorator {
  return Decimal(-90, 90, options);
}

/** Degrees east of Greenwich. */
export function Longitude(options: FieldOptions = {}): PropertyDecorator {
  return Decimal(-180, 180, options);
}

/** The year by which a pledge is to be kept: this year or one of the next ten. */
export function TargetYear(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: Number }, options, asTyped, IsTargetYear());
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

/** How many items a program wants at once; `?limit=` with nothing behind it says nothing. */
export function PageSize(usual: number): PropertyDecorator {
  const largest = limits.largestPage;
  return field(
    { type: 'integer', minimum: 1, maximum: largest, default: usual, description: 'How many at once' },
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
