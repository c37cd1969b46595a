import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { TrailCheck } from './trail-check.service.js';
import { TrailController } from './trail.controller.js';
import { TrailHeadService } from './trail-head.service.js';
import { TrailService } from './trail.service.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [EventsModule, MailModule, SettingsModule],
  controllers: [TrailController],
  providers: [TrailCheck, TrailHeadService, TrailService, VerificationService],
  exports: [TrailCheck, TrailHeadService],
})
export class TrailModule {}
