import { namePattern } from './name-pattern.js';
import { telephonePattern } from './telephone-pattern.js';

/** The details that identify a person in free text. Each is removed only as a whole. */
export interface Traces {
  names: string[];
  email: string | null;
  phones: string[];
}

const gone = '[…]';

/**
 * A text or JSON value with the person removed. Values that do not name the person are returned
 * unchanged.
 */
export function withoutPerson<Value>(value: Value, traces: Traces): Value {
  return without(value, patternsOf(traces)) as Value;
}

/** Whether anything in a text or JSON value names the person. */
export function namesPerson(value: unknown, traces: Traces): boolean {
  return JSON.stringify(withoutPerson(value, traces)) !== JSON.stringify(value);
}

function without(value: unknown, patterns: RegExp[]): unknown {
  if (typeof value === 'string') return clean(value, patterns);
  if (Array.isArray(value)) return value.map((one: unknown) => without(one, patterns));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, without(one, patterns)]),
  );
}

function clean(text: string, patterns: RegExp[]): string {
  const decomposed = text.normalize('NFD');
  const cleaned = patterns.reduce((left, pattern) => left.replace(pattern, gone), decomposed);
  return cleaned === decomposed ? text : cleaned.normalize('NFC');
}

/** The address comes first, because it may contain the name. */
function patternsOf({ names, email, phones }: Traces): RegExp[] {
  return [
    email === null ? null : addressPattern(email),
    ...names.map(namePattern),
    ...phones.map(telephonePattern),
  ].filter((pattern) => pattern !== null);
}

function addressPattern(email: string): RegExp {
  const literal = email.normalize('NFD').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}.+_-])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
