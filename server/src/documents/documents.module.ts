import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { DocumentInspector } from './document-inspector.js';
import { DocumentStorage } from './document-storage.js';
import { DocumentsService } from './documents.service.js';

@Module({ imports: [EventsModule], providers: [DocumentInspector, DocumentStorage, DocumentsService], exports: [DocumentsService] })
export class DocumentsModule {}
