import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { DigestContent } from './digest-content.service.js';
import { DigestSender } from './digest-sender.service.js';
import { DigestsService } from './digests.service.js';
import { NewsletterController } from './newsletter.controller.js';
import { SubscribersService } from './subscribers.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Module({
  imports: [EventsModule, MailModule],
  controllers: [NewsletterController],
  providers: [
    DigestContent,
    DigestSender,
    DigestsService,
    SubscribersService,
    SubscriptionsService,
  ],
  exports: [DigestSender, SubscriptionsService],
})
export class NewsletterModule {}
