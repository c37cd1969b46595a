import { Module } from '@nestjs/common';
import { DocumentsModule } from '../platform/documents/documents.module.js';
import { EventsModule } from '../platform/events/events.module.js';
import { MailModule } from '../platform/mail/mail.module.js';
import { PactModule } from '../reference/pact/pact.module.js';
import { AddressCorrectionsService } from './case/address-corrections.service.js';
import { AddressProof } from './submissions/address-proof.js';
import { AnswerTimes } from './messages/answer-times.service.js';
import { ApplicantPresenter } from './own-place/applicant.presenter.js';
import { AssociationsService } from './people/associations.service.js';
import { BeginGate } from './drafts/begin-gate.service.js';
import { CaseLinksController } from './own-place/case-links.controller.js';
import { CaseTimelineService } from './case/case-timeline.service.js';
import { CasesService } from './case/cases.service.js';
import { DraftDocumentsService } from './drafts/draft-documents.service.js';
import { DraftLinksService } from './drafts/draft-links.service.js';
import { DraftsService } from './drafts/drafts.service.js';
import { ExpiryService } from './case/expiry.service.js';
import { FollowUpsService } from './own-place/follow-ups.service.js';
import { HandOversService } from './own-place/hand-overs.service.js';
import { IdempotencyKeysService } from './submissions/idempotency-keys.service.js';
import { LostLinksService } from './case/lost-links.service.js';
import { MailedFiles } from './messages/mailed-files.service.js';
import { MailedReplies } from './messages/mailed-replies.service.js';
import { ReplyMailbox } from './messages/reply-mailbox.service.js';
import { MessagesService } from './messages/messages.service.js';
import { NewsRefusals } from './messages/news-refusals.service.js';
import { OwnPlaceController } from './own-place/own-place.controller.js';
import { PeoplePresenter } from './people/people.presenter.js';
import { PeopleService } from './people/people.service.js';
import { PersonalDataService } from './case/personal-data.service.js';
import { SectionCheck } from './submissions/section-check.js';
import { SignaturesService } from './case/signatures.service.js';
import { StandingService } from './submissions/standing.service.js';
import { SubmissionTokensService } from './submissions/submission-tokens.service.js';
import { UploadsController } from './drafts/uploads.controller.js';
import { UploadsService } from './drafts/uploads.service.js';
import { SentAnswersService } from './papers/sent-answers.service.js';
import { SubmissionsController } from './own-place/submissions.controller.js';

@Module({
  imports: [DocumentsModule, EventsModule, MailModule, PactModule],
  controllers: [SubmissionsController, CaseLinksController, OwnPlaceController, UploadsController],
  providers: [
    AddressCorrectionsService,
    AddressProof,
    AnswerTimes,
    ApplicantPresenter,
    AssociationsService,
    BeginGate,
    CaseTimelineService,
    CasesService,
    DraftDocumentsService,
    DraftLinksService,
    DraftsService,
    ExpiryService,
    FollowUpsService,
    HandOversService,
    IdempotencyKeysService,
    LostLinksService,
    MailedFiles,
    MailedReplies,
    MessagesService,
    PeoplePresenter,
    PeopleService,
    NewsRefusals,
    PersonalDataService,
    ReplyMailbox,
    SignaturesService,
    StandingService,
    SectionCheck,
    SentAnswersService,
    SubmissionTokensService,
    UploadsService,
  ],
  exports: [
    CaseTimelineService,
    AddressCorrectionsService,
    AnswerTimes,
    ApplicantPresenter,
    AssociationsService,
    BeginGate,
    CasesService,
    DraftDocumentsService,
    DraftLinksService,
    DraftsService,
    ExpiryService,
    FollowUpsService,
    HandOversService,
    MessagesService,
    PeoplePresenter,
    PeopleService,
    NewsRefusals,
    PersonalDataService,
    SectionCheck,
    SentAnswersService,
    SignaturesService,
    StandingService,
    UploadsService,
  ],
})
export class JoiningModule {}
