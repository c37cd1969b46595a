import { ApiProperty } from '@nestjs/swagger';
import type { RetentionRule } from './retention.service.js';
import { retentionSubjects, type RetentionSubject } from './retention-rules.js';
import { limits } from '../../platform/config/limits.js';

class RemovalDto implements RetentionRule {
  @ApiProperty({ enum: retentionSubjects }) what: RetentionSubject;
  @ApiProperty({ description: 'Days after which it is removed' }) days: number;
  @ApiProperty({ description: `How many in the last ${limits.recentDays} days` }) lately: number;
  @ApiProperty({ description: 'How many since counting began' }) inAll: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) lastAt: string | null;
}

export class RemovalsDto {
  @ApiProperty({ type: [RemovalDto] }) items: RemovalDto[];
}
