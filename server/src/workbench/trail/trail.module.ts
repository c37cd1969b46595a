import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { TrailController } from './trail.controller.js';
import { TrailHeadService } from './trail-head.service.js';
import { TrailService } from './trail.service.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [EventsModule, MailModule],
  controllers: [TrailController],
  providers: [TrailHeadService, TrailService, VerificationService],
  exports: [TrailHeadService],
})
export class TrailModule {}
