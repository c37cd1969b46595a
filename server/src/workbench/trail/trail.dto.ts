import { ApiProperty } from '@nestjs/swagger';
import { Code, ShortText } from '../../platform/http/fields/text.js';
import { Day } from '../../platform/http/fields/days.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Id } from '../../platform/http/fields/things.js';
import type { ActorKind } from '../../platform/events/event.entity.js';
import type { Disagreement } from './register-agreement.js';

const actorKinds = ['applicant', 'staff', 'system'] as const;

/** Selects events that match every given condition. */
export class TrailFilter {
  @Choice(actorKinds, { optional: true })
  actorKind?: ActorKind;

  @Id({ optional: true, description: 'Who did it: the id of a colleague or of a case' })
  actor?: string;

  @Code(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/, {
    optional: true,
    example: 'submission.approve',
    description: 'The action; `submission` matches every action on a submission',
  })
  action?: string;

  @ShortText(60, {
    optional: true,
    description: 'The subject: an id, the reference of a case, or the public id of a signatory',
  })
  subject?: string;

  @Day({ optional: true, description: 'From the beginning of this day in Strasbourg' })
  from?: string;

  @Day({ optional: true, description: 'To the end of this day in Strasbourg' })
  to?: string;
}

export class TrailQuery extends TrailFilter {
  @Code(/^\d{1,18}$/, {
    optional: true,
    description: 'The `next` of the page before: the number of its last event',
  })
  before?: string;
}

export class TrailEventDto {
  @ApiProperty({ description: 'Its number in the chain' }) seq: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: actorKinds }) actorKind: ActorKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) actorId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of a colleague' }) actorName:
    string | null;
  @ApiProperty({ example: 'submission.approve' }) action: string;
  @ApiProperty({ example: 'submission' }) subjectKind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) subjectId: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How people refer to it: a reference, a public id, a name',
  })
  subjectName: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case to which it leads',
  })
  caseId: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) details: Record<string, unknown>;
  @ApiProperty({ description: 'SHA-256 over the event and the hash before it' }) hash: string;
}

export class TrailDto {
  @ApiProperty({ type: [TrailEventDto], description: 'Newest first' }) items: TrailEventDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `before` for the next page' })
  next: string | null;
}

export class TrailColleagueDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

/** The available filter values. */
export class TrailWordsDto {
  @ApiProperty({ type: [String] }) actions: string[];
  @ApiProperty({ type: [TrailColleagueDto] }) colleagues: TrailColleagueDto[];
}

export class VerifyStepDto {
  @Code(/^\d{1,18}$/, {
    optional: true,
    description: 'The `seq` that the step before reached; none to begin',
    default: '0',
  })
  seq: string = '0';

  @Code(/^[0-9a-f]{64}$/, {
    optional: true,
    description: 'The `hash` that the step before reached',
  })
  hash?: string;
}

export class FirstBadDto {
  @ApiProperty() seq: string;
  @ApiProperty() reason: string;
}

export class DisagreementDto implements Disagreement {
  @ApiProperty({ description: 'The public id of a signatory, or the reference of a case' })
  subject: string;
  @ApiProperty() reason: string;
}

export class VerifiedDto {
  @ApiProperty({ description: 'Every event up to this one is unchanged' }) seq: string;
  @ApiProperty({
    description:
      'Its hash: keep a copy elsewhere to prove later that nothing before it was changed',
  })
  hash: string;
  @ApiProperty({ description: 'The number of the newest event' }) head: string;
  @ApiProperty() ended: boolean;
  @ApiProperty({ type: FirstBadDto, nullable: true }) firstBad: FirstBadDto | null;
  @ApiProperty({
    type: [DisagreementDto],
    description: 'At the end: where the register differs from the audit trail',
  })
  disagreements: DisagreementDto[];
}
