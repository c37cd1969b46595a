import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { FollowUpEffects } from './follow-up-effects.service.js';
import { RemindersService } from './reminders.service.js';
import { RegisterService } from './register.service.js';

@Module({
  imports: [AuthoritiesModule, EventsModule, MailModule],
  providers: [FollowUpEffects, RegisterService, RemindersService],
  exports: [FollowUpEffects, RegisterService, RemindersService],
})
export class RegisterModule {}
