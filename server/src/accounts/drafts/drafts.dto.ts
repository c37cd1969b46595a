import { ApiProperty } from '@nestjs/swagger';
import { draftKinds, type DraftKind } from '../../../../contract/draft-kinds.js';
import { limits } from '../../platform/config/limits.js';
import { rule } from '../../platform/http/decorators.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { field, most } from '../../platform/http/fields/field.js';
import { Code } from '../../platform/http/fields/text.js';
import { Id } from '../../platform/http/fields/things.js';

const texts = { type: 'object', additionalProperties: { type: 'string' } } as const;
const { staffDraftFields, staffDraftLength } = limits;

/** Texts by field, exactly as typed. PostgreSQL cannot store NUL or lone surrogates. */
function areTexts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.keys(value).length <= staffDraftFields &&
    Object.entries(value).every(
      ([name, text]) =>
        /^[\w.-]{1,60}$/.test(name) && typeof text === 'string' && !/\0|\p{Surrogate}/u.test(text),
    )
  );
}

const length = (value: unknown) =>
  Object.values((value ?? {}) as Record<string, unknown>).join('').length;

/** Which form the draft belongs to. */
export class DraftOf {
  @Id({ description: 'The colleague for whom the form was opened' })
  owner: string;

  @Choice(draftKinds, { description: 'Which form' })
  kind: DraftKind;

  @Code(/^[\w.-]{1,200}$/, {
    description: 'What the form is about: the id of a case, `new`, or `en.public.about.title`',
  })
  subject: string;
}

export class SaveDraftDto {
  @field(
    texts,
    { description: `The texts by field; at most ${staffDraftLength} characters together` },
    rule('isDraft', areTexts, 'must hold the texts of the form by the names of its fields'),
    rule(
      'maxLength',
      (value) => length(value) <= staffDraftLength,
      `must be at most ${staffDraftLength} characters together`,
      most(staffDraftLength),
    ),
  )
  fields: Record<string, string>;
}

/** What the signed-in colleague wrote in a form and did not send. */
export class StaffDraftDto {
  @ApiProperty({ ...texts, description: 'Empty when there is no draft' })
  fields: Record<string, string>;
  @ApiProperty({ description: '0 when there is no draft' }) version: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) changedAt: string | null;
}
