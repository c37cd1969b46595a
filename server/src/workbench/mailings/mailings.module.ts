import { Module } from '@nestjs/common';
import { FourEyesModule } from '../../accounts/four-eyes/four-eyes.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { MailingFigures } from './mailing-figures.service.js';
import { MailingMails } from './mailing-mails.service.js';
import { MailingRetention } from './mailing-retention.service.js';
import { MailingSender } from './mailing-sender.service.js';
import { MailingSending } from './mailing-sending.service.js';
import { MailingsController } from './mailings.controller.js';
import { MailingsService } from './mailings.service.js';

@Module({
  imports: [EventsModule, FourEyesModule, JoiningModule, MailModule, SettingsModule],
  controllers: [MailingsController],
  providers: [
    MailingFigures,
    MailingMails,
    MailingRetention,
    MailingSender,
    MailingSending,
    MailingsService,
  ],
  exports: [MailingFigures, MailingMails, MailingRetention, MailingSender, MailingSending],
})
export class MailingsModule {}
