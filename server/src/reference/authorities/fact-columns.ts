import { columnOfFact, factNames, factOf } from '../../../../contract/facts.js';

/** The facts as columns of a table or view, each under its name. */
export const factColumns = (table: string): string =>
  factNames.map((name) => `${table}.${columnOfFact(name)} AS "${name}"`).join(', ');

/** The facts as arguments of `json_build_object`. */
export const factPairs = (table: string): string =>
  factNames.map((name) => `'${name}', ${table}.${columnOfFact(name)}`).join(', ');

/** The columns of the facts that are texts. */
export const textFactColumns = factNames
  .filter((name) => factOf(name).type !== 'whole')
  .map(columnOfFact);
