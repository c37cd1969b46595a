import { longestPhone } from './phone.js';

/**
 * The facts of a profile: everything an authority may state about itself besides its names and its
 * location. All are public. Each is described here once. Tables, the API, the forms, imports,
 * exports and open data are derived from this list. docs/first-change.md shows how to add one.
 */
export const facts = {
  website: {
    type: 'address',
    max: 300,
    example: 'https://www.stadt-koeln.de',
    hint: true,
    autocomplete: 'url',
    headings: ['website', 'web', 'url', 'site', 'site web', 'homepage'],
    title: { en: 'Website', fr: 'Site internet' },
    term: 'url',
  },
  population: {
    type: 'whole',
    max: 100_000_000,
    example: 1084831,
    headings: ['population', 'inhabitants', 'habitants'],
    title: { en: 'Inhabitants', fr: 'Habitants' },
  },
  outsideCompetence: {
    type: 'pillars',
    example: 'prosecution',
    headings: ['outside competence', 'hors competence'],
    title: { en: 'Pillars outside its competence', fr: 'Piliers hors de sa compétence' },
  },
} as const satisfies Record<string, Fact>;

/**
 * An address of the web, a whole number from 1 on, a telephone number, or codes of pillars. The
 * last is asked on the page of each pillar (contract/outside-competence.ts).
 */
type Kind =
  | { type: 'address'; max: number; example: string }
  | { type: 'whole'; max: number; example: number }
  | { type: 'phone'; example: string }
  | { type: 'pillars'; example: string };

/** How a fact is requested, shown and found. */
export type Fact = Kind & {
  /** The form has a hint for it: `authority.<name>Hint`. */
  hint?: true;
  /** The HTML autocomplete value. */
  autocomplete?: string;
  /** The headings by which an import recognises its column, in the form that `fold` produces. */
  headings: readonly string[];
  /** Its column in the open data. */
  title: { en: string; fr: string };
  /** The property of schema.org that says it of an organisation. */
  term?: string;
};

export type FactName = keyof typeof facts;
type ValueOf<Name extends FactName> = Name extends OfType<'whole'> ? number : string;

type OfType<Type extends Fact['type']> = {
  [Name in FactName]: (typeof facts)[Name]['type'] extends Type ? Name : never;
}[FactName];

/** The facts where they are given: those that the page of the authority asks for. */
export type AskedFactName = Exclude<FactName, OfType<'pillars'>>;
export type GivenFacts = { [Name in AskedFactName]: ValueOf<Name> };
/** The facts as the register keeps them: null where it knows nothing. */
export type Facts = { [Name in FactName]: ValueOf<Name> | null };

export const factNames = Object.keys(facts) as FactName[];

/** A fact's description, without what only this one has. */
export const factOf = (name: FactName): Fact => facts[name];

/** Those that the page of the authority asks for. */
export const askedFactNames = factNames.filter(
  (name): name is AskedFactName => factOf(name).type !== 'pillars',
);

/** The facts of one type. */
export const factsOfType = <Type extends Fact['type']>(type: Type) =>
  factNames.filter((name): name is OfType<Type> => factOf(name).type === type);

/** Figures first, then where to find the authority, then what is no matter of its own. */
const factOrder = ['whole', 'address', 'phone', 'pillars'] as const;
export const factsToRead: FactName[] = factOrder.flatMap((type) => factsOfType(type));

/** Whether a field is a fact that is a whole number. */
export const isFigure = (field: string): boolean =>
  factsOfType('whole').some((name) => name === field);

/** How many letters one may type: of a number also the marks between its thousands. */
export function longestFact(name: FactName): number {
  const fact = factOf(name);
  if (fact.type === 'whole') return 14;
  if (fact.type === 'pillars') return 100;
  return fact.type === 'phone' ? longestPhone : fact.max;
}

/** The name of its column in tables and files. */
export const columnOfFact = (name: FactName): string =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/**
 * The facts that are not among `placed`. A table whose columns are read by their order names those
 * that it has always had, and appends the others.
 */
export const laterFacts = (...placed: FactName[]) =>
  factNames.filter((name) => !placed.includes(name));

/** An object with a value for each fact. */
export const eachFact = <Value>(value: (name: FactName) => Value) =>
  Object.fromEntries(factNames.map((name) => [name, value(name)])) as Record<FactName, Value>;

/** Unknown values are null. */
export const completeFacts = (given: { [Name in FactName]?: Facts[Name] | undefined }): Facts =>
  eachFact((name) => given[name] ?? null) as Facts;
