import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { DigestContent } from './digest-content.service.js';
import { DigestSender } from './digest-sender.service.js';
import { DigestsService } from './digests.service.js';
import { FollowSender } from './follow-sender.service.js';
import { FollowsService } from './follows.service.js';
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
    FollowSender,
    FollowsService,
    SubscribersService,
    SubscriptionsService,
  ],
  exports: [DigestSender, FollowSender, FollowsService, SubscriptionsService],
})
export class NewsletterModule {}
