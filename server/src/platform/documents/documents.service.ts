import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../http/problem.js';
import { logger } from '../log/logger.js';
import { fileNameOf } from '../http/file-name.js';
import { limits } from '../config/limits.js';
import type { EventAction } from '../events/event-actions.js';
import { EventsService, type Actor } from '../events/events.service.js';
import { copyRules, Document, type DocumentLabel, type Scan } from './document.entity.js';
import { DocumentInspector } from './document-inspector.js';
import { cleanPath, DocumentStorage, type ReceivedFile } from './document-storage.js';
import { traceOf } from './document-trace.js';
import type { IncomingDocument } from './incoming-document.js';
import { judgeKind } from './file-kind.js';
import { LooseFilesService } from './loose-files.service.js';
import { VirusScanner } from './virus-scanner.js';

/** Documents of a submission: identified by content, stored by hash; each view is an event. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: DataSource,
    private readonly storage: DocumentStorage,
    private readonly loose: LooseFilesService,
    private readonly scanner: VirusScanner,
    private readonly inspector: DocumentInspector,
    private readonly events: EventsService,
  ) {}

  /**
   * Leaves nothing behind on failure.
   * @throws Problem 413 too large, 415 not one of the accepted types, 422 empty, encrypted,
   *   unreadable or infected, 503 when it could not be scanned.
   */
  async receive(
    submissionId: string,
    fileName: string,
    stream: Readable,
    actor = applicant(submissionId),
    network = submissionId,
  ): Promise<IncomingDocument> {
    const received = await this.storage.receive(stream);
    try {
      const name = fileNameOf(fileName, 'document');
      if (received.bytes === 0) throw new Problem(422, 'file-empty', 'The file is empty.');
      const mediaType = await judgeKind(received.head, name);
      const scan = await this.scan(submissionId, received, actor);
      const inspection = await this.inspector.inspect(
        { path: received.path, cleanPath: cleanPath(received.path), mediaType },
        network,
      );
      const id = uuidv7();
      await this.loose.note([id]);
      await this.storage.keep(received, id, inspection.clean?.sha256);
      return { id, fileName: name, mediaType, scan, received, ...inspection };
    } catch (error) {
      await this.storage.discard(received);
      throw error;
    }
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

  /** Deletes all rows of a submission; `forget` removes the files. */
  async detachAll(manager: EntityManager, submissionId: string): Promise<void> {
    await this.loose.note(
      (await this.of(manager, submissionId)).map(({ id }) => id),
      manager,
    );
    await manager.delete(Document, { submissionId });
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

  /**
   * @throws Problem 422 for an infected file, after recording it in the audit trail; 503 when the
   *   scanner is unavailable.
   */
  private async scan(
    submissionId: string,
    { path, bytes, sha256 }: ReceivedFile,
    actor: Actor,
  ): Promise<Scan> {
    const verdict = await this.scanner.scan(path);
    if (verdict.scan !== 'infected') return verdict.scan;
    const details = {
      reason: 'infected',
      signature: verdict.signature,
      sha256: sha256.toString('hex'),
      bytes,
    };
    const subject = { kind: 'submission', id: submissionId };
    await this.database.transaction((manager) =>
      this.events.append(manager, { actor, action: 'document.refuse', subject, details }),
    );
    throw new Problem(
      422,
      'file-infected',
      'The virus scanner found something harmful in this file. It was not kept.',
    );
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
