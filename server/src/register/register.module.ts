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
import { PracticeEditing } from './practice-editing.service.js';
import { MergersService } from './mergers.service.js';
import { ScheduledPublications } from './scheduled-publications.service.js';
import { SignatoryGuards } from './signatory-guards.service.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UndoModule } from '../undo/undo.module.js';

const services = [
  ContentCheck,
  FollowUpEffects,
  MergersService,
  PracticeEditing,
  PublishedFilesService,
  RegisterService,
  RemindersService,
  RevisionsService,
  ScheduledPublications,
  SignatoryEditing,
  SignatoryGuards,
];

@Module({
  imports: [AuthoritiesModule, EventsModule, MailModule, PactModule, SettingsModule, UndoModule],
  providers: services,
  exports: services,
})
export class RegisterModule {}
