import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { NoticeMails } from './notice-mails.service.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';

@Module({
  imports: [EventsModule, MailModule],
  controllers: [NoticesController],
  providers: [NoticeMails, NoticesService],
  exports: [NoticeMails],
})
export class NoticesModule {}
