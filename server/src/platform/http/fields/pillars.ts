import { Transform } from 'class-transformer';
import { ValidateBy, buildMessage } from 'class-validator';
import { pillarList, pillarsNamed } from '../../../../../contract/outside-competence.js';
import { field, type FieldOptions } from './field.js';

const isPillars = () =>
  ValidateBy({
    name: 'isPillarList',
    validator: {
      validate: (value) => value === null || (typeof value === 'string' && !!pillarsNamed(value)),
      defaultMessage: buildMessage(() => 'must be codes of pillars, separated by commas'),
    },
  });

/** Codes of pillars in one text, sorted in the order of the Pact; null if there are none. */
export function Pillars(options: FieldOptions = {}): PropertyDecorator {
  const inOrder = Transform(({ value }: { value: unknown }) => {
    const named = typeof value === 'string' ? pillarsNamed(value) : null;
    return named ? pillarList(named) : value;
  });
  const example = 'prosecution, participation';
  return field({ type: String, example }, options, inOrder, isPillars());
}
