import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { RegisterModule } from '../register/register.module.js';
import { ReviewModule } from '../review/review.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { JobsService } from './jobs.service.js';

@Module({ imports: [DocumentsModule, RegisterModule, ReviewModule, SubmissionsModule], providers: [JobsService] })
export class JobsModule {}
