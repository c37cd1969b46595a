import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Document } from '../documents/document.entity.js';
import { DocumentsService, type IncomingDocument } from '../documents/documents.service.js';
import { DraftsService } from './drafts.service.js';
import type { Actor } from '../events/events.service.js';
import type { DocumentFieldsDto } from './submissions.dto.js';

/** The documents of a submission that is being filled in. Once it is sent they are fixed: every change is refused. */
@Injectable()
export class DraftDocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Adds a document, or puts it in the place of another: then both happen, or neither.
   * @param by who does it, when it is not the authority itself.
   * @throws Problem 409 when the submission cannot be edited, holds too many, or not the one to replace; see also `DocumentsService.receive`.
   */
  async add(submissionId: string, { kind, replaces }: DocumentFieldsDto, fileName: string, stream: Readable, by?: Actor): Promise<Document> {
    await this.drafts.requireEditable(submissionId);
    const incoming = await this.documents.receive(submissionId, fileName, stream, by);
    const document = await this.attach(submissionId, { kind, replaces }, incoming, by);
    if (replaces) await this.documents.forget({ id: replaces });
    return document;
  }

  private async attach(submissionId: string, { kind, replaces }: DocumentFieldsDto, incoming: IncomingDocument, by?: Actor): Promise<Document> {
    try {
      return await this.database.transaction(async (manager) => {
        await this.drafts.lockForEdit(manager, submissionId);
        return replaces
          ? this.documents.replace(manager, submissionId, replaces, kind, incoming)
          : this.documents.attach(manager, submissionId, kind, incoming, by);
      });
    } catch (error) {
      await this.documents.forget(incoming);
      throw error;
    }
  }

  async remove(submissionId: string, documentId: string, by?: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.drafts.lockForEdit(manager, submissionId);
      await this.documents.detach(manager, submissionId, documentId, by);
    });
    await this.documents.forget({ id: documentId });
  }
}
