import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PactModule } from '../pact/pact.module.js';
import { ApplicantPresenter } from './applicant.presenter.js';
import { BeginGate } from './begin-gate.service.js';
import { CasesService } from './cases.service.js';
import { DraftDocumentsService } from './draft-documents.service.js';
import { DraftLinksService } from './draft-links.service.js';
import { DraftsService } from './drafts.service.js';
import { ExpiryService } from './expiry.service.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HandOversService } from './hand-overs.service.js';
import { IdempotencyKeysService } from './idempotency-keys.service.js';
import { OwnPlaceController } from './own-place.controller.js';
import { PersonalDataService } from './personal-data.service.js';
import { SectionCheck } from './section-check.js';
import { StandingService } from './standing.service.js';
import { SubmissionTokensService } from './submission-tokens.service.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';
import { SubmissionsController } from './submissions.controller.js';

@Module({
  imports: [DocumentsModule, EventsModule, MailModule, PactModule],
  controllers: [SubmissionsController, OwnPlaceController, UploadsController],
  providers: [
    ApplicantPresenter,
    BeginGate,
    CasesService,
    DraftDocumentsService,
    DraftLinksService,
    DraftsService,
    ExpiryService,
    FollowUpsService,
    HandOversService,
    IdempotencyKeysService,
    PersonalDataService,
    StandingService,
    SectionCheck,
    SubmissionTokensService,
    UploadsService,
  ],
  exports: [
    ApplicantPresenter,
    BeginGate,
    CasesService,
    DraftDocumentsService,
    DraftLinksService,
    DraftsService,
    ExpiryService,
    FollowUpsService,
    HandOversService,
    PersonalDataService,
    SectionCheck,
    StandingService,
    UploadsService,
  ],
})
export class SubmissionsModule {}
