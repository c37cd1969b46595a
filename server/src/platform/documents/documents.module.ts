import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { AttachmentsService } from './attachments.service.js';
import { CopiesService } from './copies.service.js';
import { DocumentInspector } from './document-inspector.js';
import { DocumentReceiver } from './document-receiver.service.js';
import { DocumentStorage } from './document-storage.js';
import { DocumentsCheck } from './documents-check.service.js';
import { DocumentsService } from './documents.service.js';
import { LooseFilesService } from './loose-files.service.js';
import { UploadAllowance } from './upload-allowance.service.js';
import { VirusScanner } from './virus-scanner.js';

@Module({
  imports: [EventsModule],
  providers: [
    AttachmentsService,
    CopiesService,
    DocumentInspector,
    DocumentReceiver,
    DocumentStorage,
    DocumentsCheck,
    DocumentsService,
    LooseFilesService,
    UploadAllowance,
    VirusScanner,
  ],
  exports: [
    AttachmentsService,
    CopiesService,
    DocumentsCheck,
    DocumentsService,
    DocumentStorage,
    UploadAllowance,
  ],
})
export class DocumentsModule {}
