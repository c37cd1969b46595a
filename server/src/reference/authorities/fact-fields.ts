import { ApiProperty } from '@nestjs/swagger';
import {
  askedFactNames,
  factNames,
  factOf,
  type Fact,
  type FactName,
  type Facts,
  type GivenFacts,
} from '../../../../contract/facts.js';
import { Pillars } from '../../platform/http/fields/pillars.js';
import type { FieldOptions } from '../../platform/http/fields/field.js';
import { WholeNumber } from '../../platform/http/fields/numbers.js';
import { Phone, WebAddress } from '../../platform/http/fields/text.js';

/**
 * The facts in a DTO. Its class extends one of these for their types. The decorator of the same
 * name, on a `declare facts`, gives the rules, and the place of the facts in the contract.
 */
export const WithAskedFacts = class {} as new () => Partial<GivenFacts>;
export const WithEditedFacts = class {} as new () => Partial<Facts>;

/** The same for a class that extends another one. */
export const withToldFacts = <Base extends object>(base: new () => Base) =>
  base as new () => Base & Facts;

/** As a form asks for them: each may be left out. */
export const AskedFacts = () =>
  each((fact) => ruled(fact, { optional: true, example: fact.example }), askedFactNames);

/** As colleagues edit them: each may be left out or null. */
export const EditedFacts = () => each((fact) => ruled(fact, { optional: true, nullable: true }));

/** For responses: null if the value is unknown. */
export const ToldFacts = () =>
  each(({ type }) => ApiProperty({ type: type === 'whole' ? Number : String, nullable: true }));

function ruled(fact: Fact, options: FieldOptions): PropertyDecorator {
  if (fact.type === 'whole') return WholeNumber(1, fact.max, options);
  if (fact.type === 'pillars') return Pillars(options);
  return fact.type === 'phone' ? Phone(options) : WebAddress(fact.max, options);
}

/** Decorates the class with a field for each fact, in place of the decorated `facts`. */
function each(
  decorator: (fact: Fact) => PropertyDecorator,
  names: readonly FactName[] = factNames,
): PropertyDecorator {
  return (target) => names.forEach((name) => decorator(factOf(name))(target, name));
}
