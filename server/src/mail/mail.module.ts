import { Module } from '@nestjs/common';
import { MailTransport } from './mail-transport.js';
import { MailWorker } from './mail-worker.js';
import { OutboxService } from './outbox.service.js';

@Module({ providers: [MailTransport, MailWorker, OutboxService], exports: [OutboxService, MailWorker] })
export class MailModule {}
