import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { TrailController } from './trail.controller.js';
import { TrailService } from './trail.service.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [EventsModule],
  controllers: [TrailController],
  providers: [TrailService, VerificationService],
})
export class TrailModule {}
