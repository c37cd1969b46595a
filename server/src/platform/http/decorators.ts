import {
  registerDecorator,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { latestDay, yearInStrasbourg } from '../../../../contract/clock.js';

const forbiddenInNames = /https?:|www\.|[<>{}\\|=]|\p{Extended_Pictographic}|^[+\-@]/iu;

/**
 * Refuses what a name must not hold: links, markup, emoji. Names go into lists, maps and feeds of
 * others.
 */
export function IsPlainName(options?: ValidationOptions) {
  return rule(
    'isPlainName',
    (value) => typeof value === 'string' && !forbiddenInNames.test(value),
    'must be a plain name',
    options,
  );
}

/** A name a line, each as `IsPlainName` wants it and at most `max` characters long. */
export function ArePlainNames(options: ValidationOptions & { context: { max: number } }) {
  const isName = (line: string) =>
    line.length <= options.context.max && !forbiddenInNames.test(line);
  return rule(
    'arePlainNames',
    (value) => typeof value === 'string' && value.split('\n').every(isName),
    'must be one plain name a line',
    options,
  );
}

/** An ISO date (2019-06-28) that exists and is not in the future. */
export function IsPastDate(options?: ValidationOptions) {
  return rule(
    'isPastDate',
    (value) => typeof value === 'string' && isRealDate(value) && value <= latestDay(),
    'must be a date, not in the future',
    options,
  );
}

/** A day as exactly as it is known: 2014, 2014-05 or 2014-05-13; none of them in the future. */
export function IsPartialDate(options?: ValidationOptions) {
  return rule(
    'isPartialDate',
    (value) =>
      typeof value === 'string' &&
      isRealDate(`${value}${'-01-01'.slice(value.length - 4)}`) &&
      value <= latestDay().slice(0, value.length),
    'must be a year, a month or a day (2014, 2014-05, 2014-05-13), not in the future',
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

function rule(
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

function isRealDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  );
}
