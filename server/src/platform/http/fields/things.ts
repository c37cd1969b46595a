import { Type } from 'class-transformer';
import type { Type as Class } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { field, least, most, type FieldOptions } from './field.js';
import { oneLine } from './text.js';

interface ListOptions extends FieldOptions {
  min?: number;
  max: number;
  /** No two items of the list share this value. */
  uniqueBy?: string;
  /** The API contract states the limit. */
  showLimit?: boolean;
}

/** The id of a database row. */
export function Id(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, format: 'uuid' }, options, oneLine, IsUUID());
}

/** At most `max` ids, each once. */
export function Ids(max: number, options: FieldOptions = {}): PropertyDecorator {
  const each = [
    IsArray(),
    ArrayMaxSize(max, most(max)),
    ArrayUnique(),
    IsUUID(undefined, { each: true }),
  ];
  return field({ type: [String], format: 'uuid' }, options, ...each);
}

/** A nested object. */
export function Nested(type: Class, options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type },
    options,
    IsObject(),
    ValidateNested(),
    Type(() => type),
  );
}

/** A list of nested objects. */
export function ListOf(
  type: Class,
  { min, max, uniqueBy, showLimit = false, ...options }: ListOptions,
): PropertyDecorator {
  const rules = [
    IsArray(),
    ...(min === undefined ? [] : [ArrayMinSize(min, least(min))]),
    ArrayMaxSize(max, most(max)),
    ...(uniqueBy === undefined ? [] : [ArrayUnique((item: unknown) => valueOf(item, uniqueBy))]),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  ];
  return field(
    { type: [type], ...(showLimit ? { maxItems: max } : {}) },
    options,
    ...rules,
    Type(() => type),
  );
}

/** Another rule reports items that lack it or are not objects. */
function valueOf(item: unknown, name: string): unknown {
  const value: unknown =
    typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;
  return value ?? item;
}
