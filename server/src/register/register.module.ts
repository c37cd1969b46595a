import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { PublishedFilesService } from './published-files.service.js';
import { FollowUpEffects } from './follow-up-effects.service.js';
import { RemindersService } from './reminders.service.js';
import { RegisterService } from './register.service.js';

@Module({
  imports: [AuthoritiesModule, EventsModule, MailModule],
  providers: [FollowUpEffects, PublishedFilesService, RegisterService, RemindersService],
  exports: [FollowUpEffects, PublishedFilesService, RegisterService, RemindersService],
})
export class RegisterModule {}
