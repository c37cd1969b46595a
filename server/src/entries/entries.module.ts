import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { EntriesController } from './entries.controller.js';
import { EntriesService } from './entries.service.js';
import { EntryCheck } from './entry-check.service.js';
import { EntryPresenter } from './entries.presenter.js';

/** Endorsements that came on paper: a colleague enters them, another one decides. */
@Module({
  imports: [DocumentsModule, EventsModule, SubmissionsModule],
  controllers: [EntriesController],
  providers: [EntriesService, EntryCheck, EntryPresenter],
})
export class EntriesModule {}
