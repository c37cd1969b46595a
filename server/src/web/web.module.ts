import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { PublicModule } from '../public/public.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { CasePagesController } from './case-pages.controller.js';
import { CasePages } from './case-pages.js';
import { DraftPagesController } from './draft-pages.controller.js';
import { EndorsePagesController } from './endorse-pages.controller.js';
import { EndorsePages } from './endorse-pages.js';
import { EntranceController } from './entrance.controller.js';
import { FindPlacePagesController } from './find-place-pages.controller.js';
import { OpenSubmission } from './open-submission.js';
import { OwnPlacePagesController } from './own-place-pages.controller.js';
import { PagesService } from './pages.service.js';
import { PapersPagesController } from './papers-pages.controller.js';
import { PublicFilesController } from './public-files.controller.js';
import { PublicPagesController } from './public-pages.controller.js';

@Module({
  imports: [DocumentsModule, PublicModule, SubmissionsModule],
  controllers: [
    EntranceController,
    PublicFilesController,
    PublicPagesController,
    FindPlacePagesController,
    PapersPagesController,
    DraftPagesController,
    EndorsePagesController,
    CasePagesController,
    OwnPlacePagesController,
  ],
  providers: [CasePages, EndorsePages, OpenSubmission, PagesService],
})
export class WebModule {}
