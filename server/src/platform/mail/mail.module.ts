import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { MailAttachments } from './mail-attachments.js';
import { MailTransport } from './mail-transport.js';
import { MailWorker } from './mail-worker.js';
import { OutboxService } from './outbox.service.js';

@Module({
  imports: [EventsModule, SettingsModule],
  providers: [MailAttachments, MailTransport, MailWorker, OutboxService],
  exports: [MailAttachments, OutboxService, MailWorker],
})
export class MailModule {}
