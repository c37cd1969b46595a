import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { DocumentStorage } from './document-storage.js';
import { DocumentsService } from './documents.service.js';

@Module({ imports: [EventsModule], providers: [DocumentStorage, DocumentsService], exports: [DocumentsService] })
export class DocumentsModule {}
