import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RegisterModule } from '../register/register.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { AssignmentsService } from './assignments.service.js';
import { CasePresenter } from './cases.presenter.js';
import { ChangesService } from './changes.service.js';
import { DeskController } from './desk.controller.js';
import { EvidenceService } from './evidence.service.js';
import { LeasesService } from './leases.service.js';
import { NotesService } from './notes.service.js';
import { PublishedFilesController } from './published-files.controller.js';
import { QueueController } from './queue.controller.js';
import { QueueService } from './queue.service.js';
import { RelatedCasesService } from './related-cases.service.js';
import { ReviewController } from './review.controller.js';
import { ReviewService } from './review.service.js';
import { SavedViewsService } from './saved-views.service.js';
import { SearchTexts } from './search-texts.service.js';

@Module({
  imports: [AuthoritiesModule, DocumentsModule, EventsModule, MailModule, RegisterModule, SubmissionsModule],
  controllers: [QueueController, DeskController, PublishedFilesController, ReviewController],
  providers: [
    AssignmentsService,
    CasePresenter,
    ChangesService,
    EvidenceService,
    LeasesService,
    NotesService,
    QueueService,
    RelatedCasesService,
    ReviewService,
    SavedViewsService,
    SearchTexts,
  ],
  exports: [SearchTexts],
})
export class ReviewModule {}
