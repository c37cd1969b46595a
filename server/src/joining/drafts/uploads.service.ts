import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { DocumentKind } from '../../../../contract/kinds.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import type { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { DraftDocumentsService } from './draft-documents.service.js';
import { DraftsService } from './drafts.service.js';
import { UploadAllowance } from '../../platform/documents/upload-allowance.service.js';
import type { BeginUploadDto, UploadDto } from './uploads.dto.js';

interface UploadRow {
  id: string;
  fileName: string;
  kind: DocumentKind;
  replaces: string | null;
  pledgeId: string | null;
  bytes: number;
  received: number;
  documentId: string | null;
}

const columns =
  'id, file_name AS "fileName", kind, replaces, pledge_id AS "pledgeId", bytes, received, ' +
  'document_id AS "documentId"';

/**
 * Resumable uploads, modelled on tus 1.0 and draft-ietf-httpbis-resumable-upload. After an
 * interruption the client asks for the offset and continues from there, at any instance. The last
 * piece turns the file into an ordinary document.
 */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly documents: DraftDocumentsService,
    private readonly store: DocumentsService,
    private readonly allowance: UploadAllowance,
  ) {}

  /**
   * @throws Problem 409 when the submission cannot be edited or already holds the maximum number of
   *   documents.
   */
  async begin(
    submissionId: string,
    { fileName, kind, replaces, pledgeId, bytes }: BeginUploadDto,
  ): Promise<UploadDto> {
    return this.database.transaction(async (manager) => {
      await this.drafts.lockForDocuments(manager, submissionId);
      if (!replaces) await this.store.requireRoom(manager, submissionId);
      // Removes the oldest unfinished uploads beyond the limit.
      await manager.query(
        `DELETE FROM upload
          WHERE id IN (SELECT id FROM upload WHERE submission_id = $1 AND document_id IS NULL
          ORDER BY touched_at DESC OFFSET $2)`,
        [submissionId, limits.unfinishedUploads - 1],
      );
      const id = uuidv7();
      await manager.query(
        `INSERT INTO upload (id, submission_id, file_name, kind, replaces, pledge_id, bytes)
          VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [...[id, submissionId, fileName, kind, replaces ?? null, pledgeId ?? null, bytes]],
      );
      return { id, offset: 0, bytes, documentId: null };
    });
  }

  /**
   * How much has arrived so far.
   * @throws Problem 404
   */
  async state(submissionId: string, id: string): Promise<UploadDto> {
    return present(await find(this.database.manager, submissionId, id));
  }

  async cancel(submissionId: string, id: string): Promise<void> {
    await this.database.query(
      `DELETE FROM upload WHERE id = $1 AND submission_id = $2 AND document_id IS NULL`,
      [id, submissionId],
    );
  }

  /**
   * Stores the piece that begins at `offset`. The last piece, or an empty one after it, creates the
   * document.
   * @throws Problem 409 with the correct offset when the piece does not fit, 413 when it exceeds
   *   the announced size; see also `DraftDocumentsService.add`.
   */
  async append(
    submissionId: string,
    id: string,
    offset: number,
    piece: Buffer,
    address: string,
  ): Promise<UploadDto> {
    await this.allowance.spend(submissionId, address, piece.length);
    const upload = await this.database.transaction(async (manager) => {
      await this.drafts.lockForDocuments(manager, submissionId);
      const found = await find(manager, submissionId, id, 'FOR UPDATE');
      if (found.received !== offset)
        throw new Problem(409, 'upload-offset', 'Continue from the offset that was received.', {
          offset: found.received,
        });
      if (offset + piece.length > found.bytes)
        throw new Problem(413, 'file-too-large', 'This is more than was announced.');
      if (piece.length > 0)
        await manager.query(
          `INSERT INTO upload_piece (upload_id, at, content) VALUES ($1, $2, $3)`,
          [id, offset, piece],
        );
      await manager.query(
        `UPDATE upload SET received = received + $2, touched_at = now() WHERE id = $1`,
        [id, piece.length],
      );
      return { ...found, received: offset + piece.length };
    });
    if (upload.received < upload.bytes || upload.documentId) return present(upload);
    return present({
      ...upload,
      documentId: (await this.finish(submissionId, upload, address)).id,
    });
  }

  /** @returns how many abandoned uploads were removed. */
  async removeStale(manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM upload WHERE touched_at < now() - make_interval(hours => $1)`,
      [limits.uploadHours],
    );
    return removed;
  }

  /**
   * Only one of several simultaneous requests creates the document. If it dies, another may take
   * over after a minute.
   */
  private async finish(
    submissionId: string,
    { id, fileName, kind, replaces, pledgeId }: UploadRow,
    address: string,
  ): Promise<Document> {
    const [mine] = await this.database.query<[{ id: string }[], number]>(
      `UPDATE upload SET finishing_at = now() WHERE id = $1 AND document_id IS NULL
        AND (finishing_at IS NULL OR finishing_at < now() - interval '1 minute') RETURNING id`,
      [id],
    );
    if (mine.length === 0)
      throw new Problem(
        409,
        'upload-finishing',
        'The file is being looked at. Ask again in a moment.',
      );
    try {
      const content = Readable.from(this.pieces(id), { objectMode: false });
      const fields = { kind, ...(replaces ? { replaces } : {}), ...(pledgeId ? { pledgeId } : {}) };
      const document = await this.documents.add(submissionId, fields, {
        name: fileName,
        content,
        address,
        announced: 0,
      });
      await this.database.query(`UPDATE upload SET document_id = $2 WHERE id = $1`, [
        id,
        document.id,
      ]);
      await this.database.query(`DELETE FROM upload_piece WHERE upload_id = $1`, [id]);
      return document;
    } catch (error) {
      // A rejected file stays rejected; after a server error the client may retry.
      const refused = error instanceof Problem && error.getStatus() < 500;
      await this.database.query(
        refused
          ? `DELETE FROM upload WHERE id = $1`
          : `UPDATE upload SET finishing_at = NULL WHERE id = $1`,
        [id],
      );
      throw error;
    }
  }

  private async *pieces(id: string): AsyncGenerator<Buffer> {
    const places = await this.database.query<{ at: number }[]>(
      `SELECT at FROM upload_piece WHERE upload_id = $1 ORDER BY at`,
      [id],
    );
    for (const { at } of places) {
      const [piece] = await this.database.query<{ content: Buffer }[]>(
        `SELECT content FROM upload_piece WHERE upload_id = $1 AND at = $2`,
        [id, at],
      );
      yield piece!.content;
    }
  }
}

async function find(
  manager: EntityManager,
  submissionId: string,
  id: string,
  lock = '',
): Promise<UploadRow> {
  const [row] = await manager.query<UploadRow[]>(
    `SELECT ${columns} FROM upload WHERE id = $1 AND submission_id = $2 ${lock}`,
    [id, submissionId],
  );
  if (!row) throw Problem.notFound();
  return row;
}

function present({ id, received, bytes, documentId }: UploadRow): UploadDto {
  return { id, offset: received, bytes, documentId };
}
