import { ApiProperty } from '@nestjs/swagger';
import { tones, type Tone } from '../../../../contract/tones.js';

/** The checks of a case, in the order of importance. */
export const checks = [
  'messages',
  'delivery',
  'identity',
  'letters',
  'signature',
  'documents',
  'competence',
  'point',
  'place',
  'country',
  'decision',
  'mailbox',
  'joint',
  'region',
  'answers',
] as const;
export type Check = (typeof checks)[number];

/** The result of one check. A good one says what was checked. */
export class FindingDto {
  @ApiProperty({ enum: checks }) check: Check;
  @ApiProperty({
    example: 'outside',
    description: 'The result, as a key of the text on the screen',
  })
  outcome: string;
  @ApiProperty({ enum: tones }) tone: Tone;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    description: 'The values in the text',
  })
  values: Record<string, string | number>;
}

export function finding(
  check: Check,
  tone: Tone,
  outcome: string,
  values: FindingDto['values'] = {},
): FindingDto {
  return { check, outcome, tone, values };
}
