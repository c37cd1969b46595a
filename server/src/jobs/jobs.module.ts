import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { RegisterModule } from '../register/register.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { UndoModule } from '../undo/undo.module.js';
import { JobsService } from './jobs.service.js';

@Module({ imports: [DocumentsModule, RegisterModule, SubmissionsModule, UndoModule], providers: [JobsService] })
export class JobsModule {}
