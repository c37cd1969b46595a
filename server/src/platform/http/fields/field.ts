import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDefined, IsNotEmpty, IsOptional, ValidateIf } from 'class-validator';

/** The properties of a field in the API contract, besides its kind. */
type Described = Pick<
  ApiPropertyOptions,
  'description' | 'example' | 'default' | 'format' | 'minLength' | 'maximum'
>;

/** Options of every field of a DTO, besides its kind. */
export interface FieldOptions extends Described {
  /** It may be left out. */
  optional?: boolean;
  /** It may be null. */
  nullable?: boolean;
  /** It must be given, but an empty text is a value too. */
  mayBeEmpty?: boolean;
  /** The field is required while this is true, and ignored otherwise. */
  requiredWhen?(fields: object, value: unknown): boolean;
}

/**
 * One decorator for a field of a DTO: its entry in the API's contract, whether it may be missing,
 * how it is read and its rules. Applied from the last rule to the first, as a stack of decorators
 * is: of several broken rules only the first is reported.
 */
export function field(
  contract: ApiPropertyOptions,
  options: FieldOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  const {
    optional = false,
    nullable = false,
    mayBeEmpty: _,
    requiredWhen: __,
    ...described
  } = options;
  const entry = { ...contract, ...(nullable ? { nullable } : {}), ...described };
  const stack = [
    optional ? ApiPropertyOptional(entry) : ApiProperty(entry),
    ...presence(options),
    ...rules,
  ].reverse();
  return (target, name) => stack.forEach((decorate) => decorate(target, name));
}

/** The limit of a rule travels with the error, so that a text can name it. */
export const most = (max: number) => ({ context: { max } });

/** The same for a minimum. */
export const least = (min: number) => ({ context: { min } });

function presence({
  optional,
  nullable,
  mayBeEmpty,
  requiredWhen,
}: FieldOptions): PropertyDecorator[] {
  if (requiredWhen) return [ValidateIf(requiredWhen), IsNotEmpty()];
  if (optional) return [IsOptional(), ...(nullable ? [] : [nullAsMissing])];
  if (mayBeEmpty) return [IsDefined()];
  return nullable ? [IsDefined(), ValidateIf((_, value) => value !== null)] : [IsNotEmpty()];
}

/** `@IsOptional` also lets a `null` pass, which code behind a field that is never null trips on. */
const nullAsMissing = Transform(({ value }: { value: unknown }) => value ?? undefined);
