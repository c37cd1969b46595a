import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { lettersIn } from '../../../../contract/letters.js';
import { Problem, type FieldError } from './problem.js';

const primitives: unknown[] = [String, Number, Boolean, Array, Object, undefined];

/**
 * Converts a body or query into its DTO, or rejects it with a pointer and a key for each invalid
 * field. Unknown fields are rejected, too.
 */
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || primitives.includes(metatype)) return value;
    const { dto, errors } = await check(metatype as ClassConstructor<object>, value ?? {});
    if (errors.length > 0)
      throw Problem.invalid(type === 'query' ? errors.map(asParameter) : errors);
    return dto;
  }
}

/** @throws Problem 422 listing every field error. */
export async function parse<T extends object>(
  type: ClassConstructor<T>,
  value: unknown,
): Promise<T> {
  const { dto, errors } = await check(type, value);
  if (errors.length > 0) throw Problem.invalid(errors);
  return dto;
}

/** The same without throwing: forms show the errors beside the user's input. */
export async function check<T extends object>(
  type: ClassConstructor<T>,
  value: unknown,
): Promise<{ dto: T; errors: FieldError[] }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      dto: new type(),
      errors: [{ pointer: '', key: 'isObject', params: {}, detail: 'must be an object' }],
    };
  }
  const dto = withDefaults(new type(), plainToInstance(type, value));
  const found = await validate(dto, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  return { dto, errors: flatten(found) };
}

/**
 * A `null` or an empty text counts as not given in a field with a default: `@IsOptional` accepts
 * it, but no table would.
 */
function withDefaults<T extends object>(defaults: T, dto: T): T {
  for (const [name, value] of Object.entries(defaults) as [keyof T, T[keyof T]][]) {
    dto[name] ??= value;
  }
  return dto;
}

/** class-validator's code for a name that the DTO does not have. */
const unknown = 'whitelistValidation';

/** In a query, a field is called a parameter. */
function asParameter(error: FieldError): FieldError {
  return error.key === unknown
    ? { ...error, detail: error.detail.replace(/^Unknown field/, 'Unknown parameter') }
    : error;
}

function flatten(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${path}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const key = mostTelling(Object.keys(error.constraints ?? {}));
    const detail =
      key === unknown ? `Unknown field "${error.property}"` : error.constraints?.[key ?? ''];
    const own =
      key === undefined || detail === undefined
        ? []
        : [{ pointer, key, params: paramsOf(error, key), detail }];
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}

/**
 * Picks one error per field: "is empty" is more helpful than the other rules that an empty field
 * breaks, and a wrong type more than a wrong size.
 */
function mostTelling(keys: string[]): string | undefined {
  return (
    ['isNotEmpty', 'isString', 'isInt', 'isNumber', 'isArray'].find((key) => keys.includes(key)) ??
    keys.at(-1)
  );
}

type Params = Record<string, string | number>;

/**
 * Parameters of a rule, such as a limit, come from its decorator's `context`; if they depend on the
 * value, its `paramsOf` computes them.
 */
function paramsOf(error: ValidationError, key: string): Params {
  const given = error.contexts?.[key] as
    Params | { paramsOf: (value: unknown) => Params } | undefined;
  const context =
    given && typeof given.paramsOf === 'function' ? given.paramsOf(error.value) : (given as Params);
  return key === 'maxLength' ? { ...context, length: lengthOf(error.value) } : (context ?? {});
}

/**
 * The length of a text, or of the longest of several, so that a message can say how far it exceeds
 * the limit.
 */
function lengthOf(value: unknown): number {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? lettersIn(text) : 0)));
}
