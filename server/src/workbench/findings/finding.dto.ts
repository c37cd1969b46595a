import { ApiProperty } from '@nestjs/swagger';

/** What is looked at in a case, in the order of importance. */
export const checks = [
  'identity',
  'letters',
  'signature',
  'documents',
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

/** `danger` and `notice` are shown in the strip and in the queue; `info` only among the evidence. */
export const tones = ['danger', 'notice', 'info', 'good'] as const;
export type Tone = (typeof tones)[number];

/** What one check found. A good one says what was checked. */
export class FindingDto {
  @ApiProperty({ enum: checks }) check: Check;
  @ApiProperty({ example: 'outside', description: 'What came out; the text of the screen' })
  outcome: string;
  @ApiProperty({ enum: tones }) tone: Tone;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    description: 'What the text names',
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

/** What a colleague should see before deciding: all but the good and the merely informing. */
export const isToSee = ({ tone }: FindingDto): boolean => tone === 'danger' || tone === 'notice';
