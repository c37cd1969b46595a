import { Module } from '@nestjs/common';
import { RegisterEditingModule } from '../../workbench/register-editing.module.js';
import { StaffDraftsModule } from '../../accounts/drafts/drafts.module.js';
import { FourEyesModule } from '../../accounts/four-eyes/four-eyes.module.js';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { LogModule } from '../../site/log/log.module.js';
import { CertificateModule } from '../../site/certificate/certificate.module.js';
import { NewsModule } from '../../site/news/news.module.js';
import { NewsletterModule } from '../../site/newsletter/newsletter.module.js';
import { OpenDataModule } from '../../site/open-data/open-data.module.js';
import { RegisterModule } from '../../register/register.module.js';
import { FiguresModule } from '../../workbench/figures/figures.module.js';
import { RetentionModule } from '../../workbench/retention/retention.module.js';
import { CasesModule } from '../../workbench/cases/cases.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { LettersModule } from '../../workbench/letters/letters.module.js';
import { MailingsModule } from '../../workbench/mailings/mailings.module.js';
import { RoundsModule } from '../../workbench/rounds/rounds.module.js';
import { TrailModule } from '../../workbench/trail/trail.module.js';
import { UndoModule } from '../../platform/undo/undo.module.js';
import { ErrorReportsModule } from '../../register/error-reports/error-reports.module.js';
import { HelplineReportsModule } from '../../reference/helplines/helpline-reports.module.js';
import { JobList } from './job-list.js';
import { JobsService } from './jobs.service.js';

@Module({
  imports: [
    RegisterEditingModule,
    DocumentsModule,
    ErrorReportsModule,
    FiguresModule,
    FourEyesModule,
    StaffDraftsModule,
    HelplineReportsModule,
    MailingsModule,
    RoundsModule,
    MailModule,
    LogModule,
    CertificateModule,
    NewsModule,
    NewsletterModule,
    OpenDataModule,
    RegisterModule,
    RetentionModule,
    CasesModule,
    JoiningModule,
    LettersModule,
    TrailModule,
    UndoModule,
  ],
  providers: [JobList, JobsService],
  exports: [JobsService],
})
export class JobsModule {}
