import { ApiProperty } from '@nestjs/swagger';
import type { Removal } from './removals.service.js';
import { removedThings, type RemovedThing } from './what-is-removed.js';

class RemovalDto implements Removal {
  @ApiProperty({ enum: removedThings }) what: RemovedThing;
  @ApiProperty({ description: 'Days after which it is removed' }) days: number;
  @ApiProperty({ description: 'How many in the last 30 days' }) lately: number;
  @ApiProperty({ description: 'How many since the register counts them' }) inAll: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) lastAt: string | null;
}

export class RemovalsDto {
  @ApiProperty({ type: [RemovalDto] }) items: RemovalDto[];
}
