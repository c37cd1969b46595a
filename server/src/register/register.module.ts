import { Module } from '@nestjs/common';
import { FourEyesModule } from '../accounts/four-eyes/four-eyes.module.js';
import { DocumentsModule } from '../platform/documents/documents.module.js';
import { EventsModule } from '../platform/events/events.module.js';
import { MailModule } from '../platform/mail/mail.module.js';
import { JoiningModule } from '../joining/joining.module.js';
import { AuthoritiesModule } from '../reference/authorities/authorities.module.js';
import { PactModule } from '../reference/pact/pact.module.js';
import { ContactCases } from './contacts/contact-cases.service.js';
import { ContactInvitations } from './contacts/contact-invitations.service.js';
import { InvitedContacts } from './contacts/invited-contacts.service.js';
import { ContentCheck } from './signatories/content-check.js';
import { PublishedFilesService } from './publication/published-files.service.js';
import { FollowUpEffects } from './reporting/follow-up-effects.service.js';
import { OwnRounds } from './rounds/own-rounds.service.js';
import { OwnReporting } from './reporting/own-reporting.service.js';
import { ReportWords } from './reporting/report-words.service.js';
import { SeenPledges } from './reporting/seen-pledges.service.js';
import { ReportingSteps } from './reporting/reporting-steps.service.js';
import { SilenceService } from './reporting/silence.service.js';
import { RemindersService } from './reporting/reminders.service.js';
import { RegisterService } from './publication/register.service.js';
import { RevisionsService } from './versions/revisions.service.js';
import { SignatoryEditing } from './versions/signatory-editing.service.js';
import { PracticeEditing } from './practices/practice-editing.service.js';
import { MergersService } from './mergers/mergers.service.js';
import { ScheduledPublications } from './publication/scheduled-publications.service.js';
import { SignatoryGuards } from './publication/signatory-guards.service.js';
import { SettingsModule } from '../platform/settings/settings.module.js';
import { UndoModule } from '../platform/undo/undo.module.js';

const services = [
  ContactCases,
  ContactInvitations,
  ContentCheck,
  FollowUpEffects,
  InvitedContacts,
  MergersService,
  OwnReporting,
  PracticeEditing,
  OwnRounds,
  PublishedFilesService,
  RegisterService,
  RemindersService,
  ReportWords,
  ReportingSteps,
  RevisionsService,
  ScheduledPublications,
  SeenPledges,
  SignatoryEditing,
  SignatoryGuards,
  SilenceService,
];

@Module({
  imports: [
    AuthoritiesModule,
    DocumentsModule,
    EventsModule,
    FourEyesModule,
    JoiningModule,
    MailModule,
    PactModule,
    SettingsModule,
    UndoModule,
  ],
  providers: services,
  exports: services,
})
export class RegisterModule {}
