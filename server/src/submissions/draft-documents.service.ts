import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Document } from '../documents/document.entity.js';
import { DocumentsService } from '../documents/documents.service.js';
import { DraftsService } from './drafts.service.js';

/** The documents of a submission that is being filled in. Once it is sent they are fixed: every change is refused. */
@Injectable()
export class DraftDocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly documents: DocumentsService,
  ) {}

  /** @throws Problem 409 when the submission cannot be edited or holds too many; see also `DocumentsService.receive`. */
  async add(submissionId: string, fileName: string, stream: Readable): Promise<Document> {
    const incoming = await this.documents.receive(fileName, stream);
    try {
      return await this.database.transaction(async (manager) => {
        await this.drafts.lockForEdit(manager, submissionId);
        return this.documents.attach(manager, submissionId, incoming);
      });
    } catch (error) {
      await this.documents.forget(incoming);
      throw error;
    }
  }

  async remove(submissionId: string, documentId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.drafts.lockForEdit(manager, submissionId);
      await this.documents.detach(manager, submissionId, documentId);
    });
    await this.documents.forget({ id: documentId });
  }
}
