import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailStatusController } from './mail-status.controller.js';
import { MailStatusService } from './mail-status.service.js';

@Module({
  imports: [EventsModule, MailModule],
  controllers: [MailStatusController],
  providers: [MailStatusService],
})
export class MailStatusModule {}
