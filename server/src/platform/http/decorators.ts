import {
  registerDecorator,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { nameFault } from '../text/names.js';
import { yearInStrasbourg } from '../../../../contract/clock.js';

const forbiddenInNames = /https?:|www\.|[<>{}\\|=]|\p{Extended_Pictographic}|^[+\-@]/iu;

/** Rejects links, markup and emoji in a name. Names appear in lists, maps and third-party feeds. */
export function IsPlainName(options?: ValidationOptions) {
  return rule(
    'isPlainName',
    (value) => typeof value === 'string' && !forbiddenInNames.test(value),
    'must be a plain name',
    options,
  );
}

/**
 * Rejects text that only looks like a name: blank or struck-through letters, accents without a
 * letter, extinct scripts, two scripts in one word. The message names the character.
 */
export function IsWrittenPlainly(options?: ValidationOptions): PropertyDecorator[] {
  return (['isOneScript', 'holdsNoSuchCharacter'] as const).map((key) =>
    rule(
      key,
      (value) => namesIn(value).every((name) => nameFault(name)?.key !== key),
      key === 'isOneScript'
        ? 'must have letters of one script in each word'
        : 'must hold letters, digits and simple punctuation only',
      { ...options, context: { paramsOf: faultParams } },
    ),
  );
}

/** The texts of a value: of one line, several lines or a list. */
const namesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((text: unknown) =>
    typeof text === 'string' ? text.split('\n') : [],
  );

const faultParams = (value: unknown) =>
  namesIn(value).flatMap((name) => nameFault(name) ?? [])[0]?.params ?? {};

/** One name per line, each satisfying `IsPlainName` and at most `max` characters long. */
export function ArePlainNames(options: ValidationOptions & { context: { max: number } }) {
  const isName = (line: string) =>
    line.length <= options.context.max && !forbiddenInNames.test(line);
  return rule(
    'arePlainNames',
    (value) => typeof value === 'string' && value.split('\n').every(isName),
    'must be one plain name per line',
    options,
  );
}

/** The target year of a pledge: this year or later, within ten years. */
export function IsTargetYear(options?: ValidationOptions) {
  return rule(
    'isTargetYear',
    (value) => {
      const year = yearInStrasbourg();
      return Number.isInteger(value) && (value as number) >= year && (value as number) <= year + 10;
    },
    'must be a year within the next ten',
    options,
  );
}

/** A number that is not less than another field's. */
export function IsAtLeast(other: string, options?: ValidationOptions) {
  return rule(
    'isAtLeast',
    (value, fields) =>
      typeof value === 'number' && value >= Number((fields as Record<string, unknown>)[other]),
    `must not be less than ${other}`,
    options,
  );
}

/**
 * A custom rule: `holds` checks a value. It accepts values of a wrong type, which another rule
 * refuses.
 */
export function rule(
  name: string,
  holds: (value: unknown, fields?: object) => boolean,
  message: string,
  options?: ValidationOptions,
) {
  return (target: object, property: string | symbol) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      ...(options ? { options } : {}),
      validator: {
        validate: (value: unknown, { object } = { object: {} } as ValidationArguments) =>
          holds(value, object),
        defaultMessage: () => message,
      },
    });
  };
}
