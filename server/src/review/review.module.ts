import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RegisterModule } from '../register/register.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { UndoModule } from '../undo/undo.module.js';
import { BulkService } from './bulk.service.js';
import { CasePresenter } from './cases.presenter.js';
import { ChangesService } from './changes.service.js';
import { DecisionGuards } from './decision-guards.service.js';
import { DecisionsController } from './decisions.controller.js';
import { EvidenceService } from './evidence.service.js';
import { MailPreviews } from './mail-preview.service.js';
import { MergerSides } from './merger-sides.service.js';
import { MessageTemplatesController } from './message-templates.controller.js';
import { MessageTemplatesService } from './message-templates.service.js';
import { AssignmentsService } from './assignments.service.js';
import { DeskController } from './desk.controller.js';
import { LeasesService } from './leases.service.js';
import { NotesService } from './notes.service.js';
import { PublishedFilesController } from './published-files.controller.js';
import { QueueExport } from './queue-export.service.js';
import { QueueController } from './queue.controller.js';
import { QueueService } from './queue.service.js';
import { RelatedCasesService } from './related-cases.service.js';
import { ReviewController } from './review.controller.js';
import { ReviewService } from './review.service.js';
import { SavedViewsService } from './saved-views.service.js';
import { SearchTexts } from './search-texts.service.js';
import { UndoEffects } from './undo-effects.service.js';

@Module({
  imports: [AuthoritiesModule, DocumentsModule, EventsModule, MailModule, RegisterModule, SettingsModule, SubmissionsModule, UndoModule],
  controllers: [QueueController, DeskController, DecisionsController, MessageTemplatesController, PublishedFilesController, ReviewController],
  providers: [
    AssignmentsService,
    BulkService,
    CasePresenter,
    ChangesService,
    DecisionGuards,
    EvidenceService,
    LeasesService,
    MailPreviews,
    MergerSides,
    MessageTemplatesService,
    NotesService,
    QueueExport,
    QueueService,
    RelatedCasesService,
    ReviewService,
    SavedViewsService,
    SearchTexts,
    UndoEffects,
  ],
  exports: [SearchTexts],
})
export class ReviewModule {}
