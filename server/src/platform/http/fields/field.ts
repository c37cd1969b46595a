import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDefined, IsNotEmpty, IsOptional, ValidateIf } from 'class-validator';

/** The parts of a field's API contract that its kind does not determine. */
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
  /** It must be given, but may be an empty text. */
  mayBeEmpty?: boolean;
  /** The field is required while this is true, and ignored otherwise. */
  requiredWhen?(fields: object, value: unknown): boolean;
}

/**
 * One decorator for a field of a DTO: its entry in the API contract, whether it may be missing, how
 * it is read, and its rules. Rules are applied from last to first, as stacked decorators are: only
 * the first broken rule is reported.
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

/** Attaches the limit of a rule to its error, so that the message can name it. */
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

/** `@IsOptional` also accepts `null`, which code that expects a non-null field cannot handle. */
const nullAsMissing = Transform(({ value }: { value: unknown }) => value ?? undefined);
