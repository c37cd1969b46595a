import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { OpenDataModule } from '../open-data/open-data.module.js';
import { RegisterModule } from '../register/register.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { JobsService } from './jobs.service.js';

@Module({ imports: [DocumentsModule, OpenDataModule, RegisterModule, SubmissionsModule], providers: [JobsService] })
export class JobsModule {}
