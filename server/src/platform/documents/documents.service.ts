import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../http/problem.js';
import { logger } from '../log/logger.js';
import { limits } from '../config/limits.js';
import type { EventAction } from '../events/event-actions.js';
import { EventsService, type Actor } from '../events/events.service.js';
import { copyRules, Document, type DocumentLabel } from './document.entity.js';
import { DocumentReceiver } from './document-receiver.service.js';
import { DocumentStorage } from './document-storage.js';
import { traceOf } from './document-trace.js';
import type { IncomingDocument } from './incoming-document.js';
import { LooseFilesService } from './loose-files.service.js';

/** Documents of a submission: identified by content, stored by hash; each view is an event. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly storage: DocumentStorage,
    private readonly loose: LooseFilesService,
    private readonly receiver: DocumentReceiver,
    private readonly events: EventsService,
  ) {}

  /** Receives a file for this submission; see `DocumentReceiver`. */
  receive(
    submissionId: string,
    fileName: string,
    stream: Readable,
    actor = applicant(submissionId),
    network = submissionId,
  ): Promise<IncomingDocument> {
    return this.receiver.receive(submissionId, fileName, stream, { actor, network });
  }

  /**
   * Inserts the row of a stored file, so a row never points at a missing file.
   * @throws Problem 409 when there are too many.
   */
  async attach(
    manager: EntityManager,
    submissionId: string,
    label: DocumentLabel,
    incoming: IncomingDocument,
    actor = applicant(submissionId),
  ): Promise<Document> {
    const document = await this.place(manager, submissionId, label, incoming);
    await this.record(manager, 'document.add', actor, document);
    return document;
  }

  /**
   * Replaces one document with another; `forget` removes the old file after the commit.
   * @throws Problem 409 when the old document does not exist (any more).
   */
  async replace(
    manager: EntityManager,
    submissionId: string,
    replacedId: string,
    label: DocumentLabel,
    incoming: IncomingDocument,
  ): Promise<Document> {
    const replaced = await manager.findOneBy(Document, { id: replacedId, submissionId });
    if (!replaced)
      throw new Problem(
        409,
        'document-gone',
        'The document that this one should replace is not there any more.',
      );
    await manager.delete(Document, { id: replacedId });
    await this.loose.note([replacedId], manager);
    const document = await this.place(manager, submissionId, label, incoming);
    await this.record(manager, 'document.replace', applicant(submissionId), document, {
      replaced: { document: replacedId, sha256: replaced.sha256.toString('hex') },
    });
    return document;
  }

  /** @throws Problem 409 when the submission already has the maximum number of documents. */
  async requireRoom(manager: EntityManager, submissionId: string): Promise<void> {
    if ((await manager.countBy(Document, { submissionId })) < limits.documentsPerSubmission) return;
    throw new Problem(
      409,
      'too-many-documents',
      `At most ${limits.documentsPerSubmission} documents.`,
      { max: limits.documentsPerSubmission },
    );
  }

  private async place(
    manager: EntityManager,
    submissionId: string,
    { kind, pledgeId }: DocumentLabel,
    incoming: IncomingDocument,
  ): Promise<Document> {
    await this.requireRoom(manager, submissionId);
    await this.loose.attached(manager, incoming.id);
    const {
      id,
      fileName,
      mediaType,
      findings,
      scan,
      signatures,
      clean,
      noCopy,
      received: { bytes, sha256 },
    } = incoming;
    const copy = {
      cleanBytes: clean?.bytes ?? null,
      cleanSha256: clean?.sha256 ?? null,
      noCopy,
      copyRules,
    };
    const document = manager.create(Document, {
      id,
      submissionId,
      kind,
      fileName,
      mediaType,
      bytes,
      sha256,
      findings,
      signatures,
      scan,
      ...copy,
      pledgeId: pledgeId ?? null,
      uploadedAt: new Date(),
    });
    await manager.insert(Document, document);
    return document;
  }

  /** Deletes the row; `forget` removes the file after the commit. */
  async detach(
    manager: EntityManager,
    submissionId: string,
    documentId: string,
    actor = applicant(submissionId),
  ): Promise<void> {
    const document = await manager.findOneBy(Document, { id: documentId, submissionId });
    if (!document) throw Problem.notFound();
    await manager.delete(Document, { id: documentId });
    await this.loose.note([documentId], manager);
    await this.record(manager, 'document.remove', actor, document);
  }

  /**
   * Deletes all rows of a submission, with the files of its notes and messages.
   * @returns the files for `forget`, after the commit.
   */
  async detachAll(manager: EntityManager, submissionId: string): Promise<string[]> {
    const documents = (await this.of(manager, submissionId)).map(({ id }) => id);
    await this.loose.note(documents, manager);
    await manager.delete(Document, { submissionId });
    const [attached] = await manager.query<[{ id: string }[], number]>(
      'DELETE FROM attachment WHERE submission_id = $1 RETURNING id',
      [submissionId],
    );
    return [...documents, ...attached.map(({ id }) => id)];
  }

  /**
   * Removes the file of a document that has no row (any more). If that fails, a later sweep removes
   * it.
   */
  async forget({ id }: { id: string }): Promise<void> {
    await this.loose
      .remove(id)
      .catch((error: unknown) =>
        logger.warn({ document: id, code: codeOf(error) }, 'a file waits to be removed'),
      );
  }

  /** See `LooseFilesService.sweep`. */
  sweep(manager: EntityManager): Promise<number> {
    return this.loose.sweep(manager);
  }

  of(manager: EntityManager, submissionId: string): Promise<Document[]> {
    return manager.find(Document, {
      where: { submissionId },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Whether the document that every endorsement requires is there. */
  hasSignedPact(manager: EntityManager, submissionId: string): Promise<boolean> {
    return manager.existsBy(Document, { submissionId, kind: 'signed_pact' });
  }

  /** Opens a document for staff; the view is recorded as an event before the first byte is sent. */
  async open(
    documentId: string,
    staffId: string,
  ): Promise<{ document: Document; content: Readable }> {
    const document = await this.database.transaction(async (manager) => {
      const found = await manager.findOneBy(Document, { id: documentId });
      if (!found) throw Problem.notFound();
      await this.record(manager, 'document.view', { kind: 'staff', id: staffId }, found);
      return found;
    });
    return { document, content: await this.storage.read(document.id) };
  }

  /**
   * Opens its copy without metadata and active content, with the same record.
   * @throws Problem 404 if there is no copy.
   */
  async openCopy(
    documentId: string,
    staffId: string,
  ): Promise<{ document: Document; bytes: number; content: Readable }> {
    const document = await this.database.transaction(async (manager) => {
      const found = await manager.findOneBy(Document, { id: documentId });
      if (!found?.cleanBytes) throw Problem.notFound();
      await this.record(manager, 'document.view_copy', { kind: 'staff', id: staffId }, found);
      return found;
    });
    return {
      document,
      bytes: document.cleanBytes!,
      content: await this.storage.read(document.id, true),
    };
  }

  private record(
    manager: EntityManager,
    action: EventAction,
    actor: Actor,
    document: Document,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    return this.events.append(manager, {
      actor,
      action,
      subject: { kind: 'submission', id: document.submissionId },
      details: { ...traceOf(document), ...more },
    });
  }
}

/** The authority, as the default sender of a document. */
function applicant(submissionId: string): Actor {
  return { kind: 'applicant', id: submissionId };
}

function codeOf(error: unknown): string {
  return error instanceof Problem ? error.code : ((error as { code?: string }).code ?? 'failed');
}
