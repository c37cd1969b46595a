import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { PactModule } from '../pact/pact.module.js';
import { ContentCheck } from './content-check.js';
import { PublishedFilesService } from './published-files.service.js';
import { FollowUpEffects } from './follow-up-effects.service.js';
import { RemindersService } from './reminders.service.js';
import { RegisterService } from './register.service.js';
import { RevisionsService } from './revisions.service.js';
import { SignatoryEditing } from './signatory-editing.service.js';

@Module({
  imports: [AuthoritiesModule, EventsModule, MailModule, PactModule],
  providers: [ContentCheck, FollowUpEffects, PublishedFilesService, RegisterService, RemindersService, RevisionsService, SignatoryEditing],
  exports: [ContentCheck, FollowUpEffects, PublishedFilesService, RegisterService, RemindersService, RevisionsService, SignatoryEditing],
})
export class RegisterModule {}
