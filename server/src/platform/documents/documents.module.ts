import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { CopiesService } from './copies.service.js';
import { DocumentInspector } from './document-inspector.js';
import { DocumentStorage } from './document-storage.js';
import { DocumentsCheck } from './documents-check.service.js';
import { DocumentsService } from './documents.service.js';
import { LooseFilesService } from './loose-files.service.js';
import { VirusScanner } from './virus-scanner.js';

@Module({
  imports: [EventsModule],
  providers: [
    CopiesService,
    DocumentInspector,
    DocumentStorage,
    DocumentsCheck,
    DocumentsService,
    LooseFilesService,
    VirusScanner,
  ],
  exports: [CopiesService, DocumentsCheck, DocumentsService, DocumentStorage],
})
export class DocumentsModule {}
