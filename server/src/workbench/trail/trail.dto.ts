import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Line } from '../../platform/http/decorators.js';
import type { ActorKind } from '../../platform/events/event.entity.js';

const actorKinds = ['applicant', 'staff', 'system'] as const;

/** Which events: every condition that is given has to hold. */
export class TrailFilter {
  @ApiPropertyOptional({ enum: actorKinds })
  @IsOptional()
  @IsIn(actorKinds)
  actorKind?: ActorKind;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Who did it: the id of a colleague or of a case',
  })
  @IsOptional()
  @IsUUID()
  actor?: string;

  @ApiPropertyOptional({
    example: 'submission.approve',
    description: 'What was done; `submission` stands for everything that is done with one',
  })
  @IsOptional()
  @Matches(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/)
  action?: string;

  @ApiPropertyOptional({
    description: 'With what: an id, the reference of a case, or the public id of a signatory',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  subject?: string;

  @ApiPropertyOptional({ format: 'date', description: 'From the beginning of this day (UTC)' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'To the end of this day (UTC)' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  to?: string;
}

export class TrailQuery extends TrailFilter {
  @ApiPropertyOptional({
    description: 'The `next` of the page before: the number of its last event',
  })
  @IsOptional()
  @Matches(/^\d{1,18}$/)
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
    description: 'What people call it: a reference, a public id, a name',
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

/** What one can choose from. */
export class TrailWordsDto {
  @ApiProperty({ type: [String] }) actions: string[];
  @ApiProperty({ type: [TrailColleagueDto] }) colleagues: TrailColleagueDto[];
}

export class VerifyStepDto {
  @ApiPropertyOptional({
    description: 'The `seq` that the step before reached; none to begin',
    default: '0',
  })
  @IsOptional()
  @Matches(/^\d{1,18}$/)
  seq: string = '0';

  @ApiPropertyOptional({ description: 'The `hash` that the step before reached' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  hash?: string;
}

export class FirstBadDto {
  @ApiProperty() seq: string;
  @ApiProperty() reason: string;
}

export class VerifiedDto {
  @ApiProperty({ description: 'Every event up to this one is as it was written' }) seq: string;
  @ApiProperty({
    description:
      'Its hash: note it down elsewhere to prove later that nothing before it was changed',
  })
  hash: string;
  @ApiProperty({ description: 'The number of the newest event' }) head: string;
  @ApiProperty() ended: boolean;
  @ApiProperty({ type: FirstBadDto, nullable: true }) firstBad: FirstBadDto | null;
}
