import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../../reference/authorities/authorities.module.js';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { NoticesModule } from '../../accounts/notices/notices.module.js';
import { RegisterModule } from '../../register/register.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { UndoModule } from '../../platform/undo/undo.module.js';
import { AnswerDays } from './answer-days.service.js';
import { BulkService } from './bulk.service.js';
import { CasePeopleController } from './case-people.controller.js';
import { CasePeopleService } from './case-people.service.js';
import { CasePresenter } from './cases.presenter.js';
import { ChangesService } from './changes.service.js';
import { DecisionGuards } from './decision-guards.service.js';
import { DecisionsController } from './decisions.controller.js';
import { EvidenceService } from './evidence.service.js';
import { FindingsService } from '../findings/findings.service.js';
import { MailPreviews } from './mail-preview.service.js';
import { MergerSides } from './merger-sides.service.js';
import { MessageTemplatesController } from '../templates/message-templates.controller.js';
import { MessageTemplatesService } from '../templates/message-templates.service.js';
import { AssignmentsService } from '../collaboration/assignments.service.js';
import { CollaborationController } from '../collaboration/collaboration.controller.js';
import { AttachmentsController } from '../correspondence/attachments.controller.js';
import { CorrespondenceController } from '../correspondence/correspondence.controller.js';
import { CorrespondenceService } from '../correspondence/correspondence.service.js';
import { TimelineService } from '../correspondence/timeline.service.js';
import { LeasesService } from '../collaboration/leases.service.js';
import { NotesService } from '../collaboration/notes.service.js';
import { OpenedDocuments } from './opened-documents.service.js';
import { PublishedFilesController } from './published-files.controller.js';
import { Publications } from '../queue/publications.service.js';
import { QueueExport } from '../queue/queue-export.service.js';
import { QueueController } from '../queue/queue.controller.js';
import { QueueService } from '../queue/queue.service.js';
import { RelatedCasesService } from './related-cases.service.js';
import { ReviewController } from './review.controller.js';
import { ReviewService } from './review.service.js';
import { SavedViewsService } from '../collaboration/saved-views.service.js';
import { SearchTexts } from '../queue/search-texts.service.js';
import { UndoEffects } from './undo-effects.service.js';

@Module({
  imports: [
    AuthoritiesModule,
    DocumentsModule,
    EventsModule,
    MailModule,
    NoticesModule,
    RegisterModule,
    SettingsModule,
    JoiningModule,
    UndoModule,
  ],
  controllers: [
    AttachmentsController,
    QueueController,
    CasePeopleController,
    CollaborationController,
    CorrespondenceController,
    DecisionsController,
    MessageTemplatesController,
    PublishedFilesController,
    ReviewController,
  ],
  providers: [
    AnswerDays,
    AssignmentsService,
    BulkService,
    CasePeopleService,
    CasePresenter,
    ChangesService,
    CorrespondenceService,
    DecisionGuards,
    EvidenceService,
    FindingsService,
    LeasesService,
    MailPreviews,
    MergerSides,
    MessageTemplatesService,
    NotesService,
    OpenedDocuments,
    Publications,
    QueueExport,
    QueueService,
    RelatedCasesService,
    ReviewService,
    SavedViewsService,
    SearchTexts,
    TimelineService,
    UndoEffects,
  ],
  exports: [SearchTexts],
})
export class CasesModule {}
