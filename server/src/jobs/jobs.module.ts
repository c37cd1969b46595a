import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { MailModule } from '../mail/mail.module.js';
import { NewsModule } from '../news/news.module.js';
import { NewsletterModule } from '../newsletter/newsletter.module.js';
import { OpenDataModule } from '../open-data/open-data.module.js';
import { RegisterModule } from '../register/register.module.js';
import { RemovalsModule } from '../removals/removals.module.js';
import { ReviewModule } from '../review/review.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { UndoModule } from '../undo/undo.module.js';
import { JobsService } from './jobs.service.js';

@Module({
  imports: [
    DeskModule,
    DocumentsModule,
    MailModule,
    NewsModule,
    NewsletterModule,
    OpenDataModule,
    RegisterModule,
    RemovalsModule,
    ReviewModule,
    SubmissionsModule,
    UndoModule,
  ],
  providers: [JobsService],
  exports: [JobsService],
})
export class JobsModule {}
