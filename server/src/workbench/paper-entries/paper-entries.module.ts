import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { PaperEntriesController } from './paper-entries.controller.js';
import { PaperEntriesService } from './paper-entries.service.js';
import { PaperEntryCheck } from './entry-check.service.js';
import { PaperEntryPresenter } from './paper-entries.presenter.js';

/** Endorsements on paper: one colleague enters them, another decides. */
@Module({
  imports: [DocumentsModule, EventsModule, JoiningModule],
  controllers: [PaperEntriesController],
  providers: [PaperEntriesService, PaperEntryCheck, PaperEntryPresenter],
})
export class PaperEntriesModule {}
