import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { network } from '../../platform/http/networks.js';
import { Problem } from '../../platform/http/problem.js';
import type { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { ArrivingFile, IncomingDocument } from '../../platform/documents/incoming-document.js';
import { DraftsService } from './drafts.service.js';
import { StandingService } from '../submissions/standing.service.js';
import type { Submission } from '../submissions/submission.entity.js';
import { UploadAllowance } from '../../platform/documents/upload-allowance.service.js';
import type { Actor } from '../../platform/events/events.service.js';
import type { DocumentFieldsDto } from '../submissions/submissions.dto.js';

/**
 * The documents of a submission that is still editable, or that waits for the signed Pact. Once the
 * Congress has it, every change is refused.
 */
@Injectable()
export class DraftDocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly documents: DocumentsService,
    private readonly standing: StandingService,
    private readonly allowance: UploadAllowance,
  ) {}

  /**
   * Adds a document, or replaces another one atomically.
   * @param by who does it, when it is not the authority itself.
   * @throws Problem 429 or 503 when no more uploads are allowed now; see `UploadAllowance`.
   * @throws Problem 409 when the submission cannot be edited, has too many documents, or lacks the
   *   one to replace, 422 for a pledge that the report is not about; see also
   *   `DocumentsService.receive`.
   */
  async add(
    submissionId: string,
    fields: DocumentFieldsDto,
    file: ArrivingFile,
    by?: Actor,
  ): Promise<Document> {
    await this.drafts.requireOpenDocuments(submissionId);
    await this.allowance.spend(submissionId, file.address, file.announced);
    await this.allowance.spendFile(file.address);
    const incoming = await this.documents.receive(
      submissionId,
      file.name,
      file.content,
      by,
      network(file.address),
    );
    const document = await this.attach(submissionId, fields, incoming, by);
    if (fields.replaces) await this.documents.forget({ id: fields.replaces });
    return document;
  }

  private async attach(
    submissionId: string,
    { replaces, ...label }: DocumentFieldsDto,
    incoming: IncomingDocument,
    by?: Actor,
  ): Promise<Document> {
    try {
      return await this.database.transaction(async (manager) => {
        await this.requirePledge(
          manager,
          await this.drafts.lockForDocuments(manager, submissionId),
          label.pledgeId,
        );
        return replaces
          ? this.documents.replace(manager, submissionId, replaces, label, incoming)
          : this.documents.attach(manager, submissionId, label, incoming, by);
      });
    } catch (error) {
      await this.documents.forget(incoming);
      throw error;
    }
  }

  /**
   * Only a progress report may attach a file to a pledge, and only to one of the authority's own.
   */
  private async requirePledge(
    manager: EntityManager,
    submission: Submission,
    pledgeId: string | undefined,
  ): Promise<void> {
    if (!pledgeId) return;
    const pledges =
      submission.kind === 'progress'
        ? ((await this.standing.of(manager, submission))?.pledges ?? [])
        : [];
    if (pledges.some(({ id }) => id === pledgeId)) return;
    throw Problem.invalid([
      { pointer: '/pledgeId', key: 'isIn', params: {}, detail: 'is no pledge of this authority' },
    ]);
  }

  async remove(submissionId: string, documentId: string, by?: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.drafts.lockForDocuments(manager, submissionId);
      await this.documents.detach(manager, submissionId, documentId, by);
    });
    await this.documents.forget({ id: documentId });
  }
}
