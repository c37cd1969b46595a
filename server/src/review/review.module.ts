import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RegisterModule } from '../register/register.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { CasePresenter } from './cases.presenter.js';
import { ChangesService } from './changes.service.js';
import { EvidenceService } from './evidence.service.js';
import { PublishedFilesController } from './published-files.controller.js';
import { QueueService } from './queue.service.js';
import { ReviewController } from './review.controller.js';
import { ReviewService } from './review.service.js';

@Module({
  imports: [AuthoritiesModule, DocumentsModule, EventsModule, MailModule, RegisterModule, SubmissionsModule],
  controllers: [PublishedFilesController, ReviewController],
  providers: [CasePresenter, ChangesService, EvidenceService, QueueService, ReviewService],
})
export class ReviewModule {}
