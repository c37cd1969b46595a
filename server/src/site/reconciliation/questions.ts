import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { limits } from '../../platform/config/limits.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { clean } from '../../platform/text/text.js';
import { countryCodeOf } from '../../reference/countries/country-names.js';
import { propertyOf } from './properties.js';

/** A name to match, with further known facts. */
export interface NameQuestion {
  name: string;
  /** Empty if the given country does not exist. */
  countries?: string[];
  kinds?: AuthorityKind[];
  limit: number;
}

/** Which values of which signatories. */
export interface ExtensionQuestion {
  ids: string[];
  properties: string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a batch of reconciliation queries.
 * @throws Problem 422 naming what is wrong with it, or that there are too many.
 */
export function nameQuestions(text: string): Map<string, NameQuestion> {
  const batch = parsed('queries', text);
  const entries = Object.entries(batch);
  if (entries.length > limits.reconciledAtOnce) throw tooMany('/queries', entries.length);
  const errors = entries.flatMap(([key, query]) => faultOf(key, query));
  if (errors.length > 0) throw Problem.invalid(errors);
  return new Map(entries.map(([key, query]) => [key, questionOf(query as Query)]));
}

/** Reads a question for values. @throws Problem 422 as above. */
export function extensionQuestion(text: string): ExtensionQuestion {
  const { ids, properties } = parsed('extend', text);
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string'))
    throw Problem.invalid([fault('/extend/ids', 'isTextList', 'must be a list of identifiers')]);
  if (ids.length > limits.extendedAtOnce) throw tooMany('/extend/ids', ids.length);
  if (!Array.isArray(properties))
    throw Problem.invalid([fault('/extend/properties', 'isList', 'must be a list')]);
  const wanted = properties.map((property: unknown) =>
    isObject(property) ? property['id'] : null,
  );
  const unknown = wanted.findIndex((id) => typeof id !== 'string' || !propertyOf(id));
  if (unknown >= 0)
    throw Problem.invalid([
      fault(
        `/extend/properties/${unknown}`,
        'isKnownProperty',
        'is no property; see /api/v1/reconcile/properties',
      ),
    ]);
  return { ids: [...new Set(ids as string[])], properties: [...new Set(wanted as string[])] };
}

interface Query {
  query?: string;
  type?: string | string[];
  limit?: number;
  properties?: { pid: string; v: unknown }[];
}

function faultOf(key: string, query: unknown): FieldError[] {
  const at = `/queries/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (!isObject(query)) return [fault(at, 'isObject', 'must be an object')];
  const { query: name, properties = [], limit } = query;
  if (name !== undefined && typeof name !== 'string')
    return [fault(`${at}/query`, 'isText', 'must be a text')];
  if (typeof name === 'string' && name.length > limits.searchLength)
    return [
      fault(`${at}/query`, 'isTooLong', `must have ${limits.searchLength} characters at most`),
    ];
  if (limit !== undefined && typeof limit !== 'number')
    return [fault(`${at}/limit`, 'isNumber', 'must be a number')];
  const isList =
    Array.isArray(properties) &&
    properties.length <= limits.filterValues &&
    properties.every((each) => isObject(each) && typeof each['pid'] === 'string');
  return isList ? [] : [fault(`${at}/properties`, 'isList', 'must be a list of pid and v')];
}

function questionOf({ query = '', type, limit, properties = [] }: Query): NameQuestion {
  const types = [type ?? []]
    .flat()
    .filter((id) => (authorityKinds as readonly string[]).includes(id));
  const saidOf = (...pids: string[]) =>
    properties.filter(({ pid }) => pids.includes(pid)).flatMap(({ v }) => textsOf(v));
  const countries = saidOf('country', 'country_code');
  const kinds = [...types, ...saidOf('kind').map((kind) => kind.toLowerCase())];
  return {
    name: clean(query),
    ...(countries.length > 0
      ? { countries: [...new Set(countries.flatMap((text) => countryCodeOf(text) ?? []))] }
      : {}),
    ...(kinds.length > 0 ? { kinds: authorityKinds.filter((kind) => kinds.includes(kind)) } : {}),
    limit: Math.max(1, Math.min(Math.trunc(limit ?? fewest), limits.candidatesShown)),
  };
}

const fewest = 5;

/** A value of a property: a text, an entity, or several of them. */
function textsOf(value: unknown): string[] {
  return [value]
    .flat()
    .slice(0, limits.filterValues)
    .flatMap((each) => {
      const text = isObject(each) ? each['id'] : each;
      return typeof text === 'string' && clean(text)
        ? [clean(text).slice(0, limits.searchLength)]
        : [];
    });
}

function parsed(name: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw Problem.invalid([fault(`/${name}`, 'isJson', 'must be JSON')]);
  }
  if (!isObject(value)) throw Problem.invalid([fault(`/${name}`, 'isObject', 'must be an object')]);
  return value;
}

const fault = (pointer: string, key: string, detail: string): FieldError => ({
  pointer,
  key,
  params: {},
  detail,
});

const tooMany = (pointer: string, given: number) =>
  Problem.invalid([
    {
      pointer,
      key: 'isTooMany',
      params: { most: pointer === '/queries' ? limits.reconciledAtOnce : limits.extendedAtOnce },
      detail: `are ${given}: send fewer at a time`,
    },
  ]);
