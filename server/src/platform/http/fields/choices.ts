import { Transform } from 'class-transformer';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO31661Alpha2,
  Matches,
} from 'class-validator';
import { limits } from '../../config/limits.js';
import { field, most, type FieldOptions } from './field.js';
import { Code, oneLine } from './text.js';

type Words = readonly string[];

interface SeveralOptions extends FieldOptions {
  /** The API contract says that values are separated by commas. */
  showCommas?: boolean;
}

/** One of several words. */
export function Choice(
  values: Words,
  { enumName, ...options }: FieldOptions & { enumName?: string } = {},
): PropertyDecorator {
  const contract = {
    enum: [...values],
    ...(options.nullable ? { type: String } : {}),
    ...(enumName ? { enumName } : {}),
  };
  return field(contract, options, oneLine, IsIn([...values]));
}

/** At least one of several words, each once, in a body. */
export function Choices(values: Words, options: FieldOptions = {}): PropertyDecorator {
  const each = [IsIn([...values], { each: true }), ArrayUnique(), ArrayMinSize(1), IsArray()];
  return field({ enum: [...values], isArray: true, minItems: 1 }, options, ...each);
}

/** A filter for any of several words: `?state=held,merged`, or the name repeated. */
export function AnyOf(values: Words, options: SeveralOptions = {}): PropertyDecorator {
  return several(
    { enum: [...values], isArray: true },
    options,
    IsIn([...values], { each: true }),
    values,
  );
}

/** A filter for any of several codes of one form. */
export function AnyCode(pattern: RegExp, options: SeveralOptions = {}): PropertyDecorator {
  return several({ type: [String] }, options, Matches(pattern, { each: true }));
}

/** A filter for any of several countries. */
export function AnyCountry(options: SeveralOptions = {}): PropertyDecorator {
  return several({ type: [String] }, options, IsISO31661Alpha2({ each: true }));
}

/** A country, ISO 3166-1 alpha-2. */
export function Country(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String }, options, oneLine, IsISO31661Alpha2(), Matches(/^[A-Z]{2}$/));
}

/** A filter by country, which may also be a country that is not on the register. */
export function CountryFilter(options: FieldOptions = {}): PropertyDecorator {
  return Code(/^[A-Z]{2}$/, options);
}

/** Yes or no. */
export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: Boolean }, options, IsBoolean());
}

/** Yes or no in an address: `?demo=true`. */
export function QueryFlag(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: Boolean }, { optional: true, ...options }, trueOrFalse, IsBoolean());
}

function several(
  contract: ApiPropertyOptions,
  { showCommas, ...options }: SeveralOptions,
  rule: PropertyDecorator,
  values?: Words,
): PropertyDecorator {
  const withCommas = {
    type: 'array' as const,
    items: { type: 'string' as const, ...(values ? { enum: [...values] } : {}) },
    style: 'form',
    explode: false,
  };
  const size = [IsArray(), ArrayMaxSize(limits.filterValues, most(limits.filterValues))];
  return field(
    showCommas ? withCommas : contract,
    { optional: true, ...options },
    partedByCommas,
    ...size,
    rule,
  );
}

/** Each value once; an empty list counts as not given. */
const partedByCommas = Transform(({ value }: { value: unknown }) => {
  const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) =>
    typeof part === 'string' ? part.split(',') : [part],
  );
  const given = parts.filter((part) => part !== '' && part !== undefined);
  return given.length > 0 ? [...new Set(given)] : undefined;
});

const trueOrFalse = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);
