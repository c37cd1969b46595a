import { againExtension, rolesExtension, stepsExtension } from '../http/api-extensions.js';
import { doorOf, parametersOf, type Described, type Operation } from './operations.js';

const steps: Record<string, string> = {
  second_factor: 'colleagues who still have to prove the second factor',
  enrol: 'colleagues who still have to set up a second factor',
  password: 'colleagues who still have to choose a password',
};

/**
 * Describes who may call, what the call expects and what it guarantees. A public operation states
 * that it needs no cookie.
 */
export function describeAudience({ method, operation }: Described): void {
  operation.security = distinct(operation.security ?? []);
  operation.description = [
    operation.description,
    audience(method, operation),
    ...headers(operation),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function audience(method: Described['method'], operation: Operation): string {
  const door = doorOf(operation);
  if (door === 'applicant')
    return 'For the person who has the submission open, identified by the cookie `applicant`.';
  if (door === 'staff') return staffAudience(operation);
  if (method === 'get')
    return 'Open to everyone, from any origin, without a key; the answer carries an ETag.';
  return (
    'Open to everyone, from the pages of the register itself or from a program that is no ' +
    'browser.'
  );
}

function staffAudience(operation: Operation): string {
  const roles = (operation[rolesExtension] as string[] | undefined) ?? [];
  const who =
    roles.length > 0
      ? `For colleagues who are ${list(roles)}.`
      : 'For every colleague who is signed in.';
  const early = ((operation[stepsExtension] as string[] | undefined) ?? []).map(
    (step) => steps[step] ?? step,
  );
  const again = operation[againExtension]
    ? 'Only within minutes of giving the password or the second factor once more (403 ' +
      '`proof-required`).'
    : '';
  return [who, early.length > 0 ? `Also for ${list(early)}.` : '', again].filter(Boolean).join(' ');
}

function headers(operation: Operation): string[] {
  const has = (name: string) =>
    parametersOf(operation).some((parameter) => parameter.name === name);
  return [
    has('If-Match')
      ? '`If-Match` holds the version that was seen, such as `"7"`. When someone else was ' +
        'quicker, nothing is changed and 412 tells who.'
      : '',
    has('Idempotency-Key')
      ? 'Safe to repeat: with the same `Idempotency-Key` it is done once.'
      : '',
    has('after') ? 'Page by page: `next` of an answer is the `after` of the next question.' : '',
  ];
}

function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
