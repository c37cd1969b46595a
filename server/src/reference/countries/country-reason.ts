import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import { isFarCountry } from '../../../../contract/countries.js';
import { limits } from '../../platform/config/limits.js';
import { cleanLines } from '../../platform/text/text.js';
import { Problem } from '../../platform/http/problem.js';

const longest = limits.countryReasonLength;

/** A few words on why an authority joins from outside Europe; needed there, optional elsewhere. */
export function CountryReason(): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional({
      type: String,
      description: 'Why an authority outside Europe joins; needed there. Only staff read it',
      example: 'Partner town of Strasbourg since 1962',
    })(target, property);
    asLines(target, property);
    registerDecorator({
      name: 'isCountryReason',
      target: target.constructor,
      propertyName: String(property),
      options: { context: { max: longest } },
      validator: {
        validate: (value: unknown, given?: ValidationArguments) =>
          isReason(value, given?.object ?? {}),
        defaultMessage: () => 'must say why an authority outside Europe joins',
      },
    });
  };
}

const asLines = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? cleanLines(value) || undefined : value,
);

function isReason(value: unknown, { countryCode }: { countryCode?: unknown }): boolean {
  if (value !== undefined && value !== null)
    return typeof value === 'string' && value.length <= longest;
  return typeof countryCode !== 'string' || !isFarCountry(countryCode);
}

/** @throws Problem 422 for a country outside Europe without a reason. */
export function requireCountryReason(countryCode: string, reason: string | null | undefined): void {
  if (!isFarCountry(countryCode) || reason) return;
  const detail = 'say why an authority outside Europe joins';
  throw Problem.invalid([
    { pointer: '/countryReason', key: 'isCountryReason', params: { max: longest }, detail },
  ]);
}
