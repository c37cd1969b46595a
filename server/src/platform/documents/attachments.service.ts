import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../config/limits.js';
import { EventsService, type Actor } from '../events/events.service.js';
import { network } from '../http/networks.js';
import { Problem } from '../http/problem.js';
import { logger } from '../log/logger.js';
import type { Finding, Scan } from './document.entity.js';
import { DocumentReceiver } from './document-receiver.service.js';
import { DocumentStorage } from './document-storage.js';
import type { ArrivingFile, IncomingDocument } from './incoming-document.js';
import { LooseFilesService } from './loose-files.service.js';
import { UploadAllowance } from './upload-allowance.service.js';

/** A file of a note, a message or an answer to a round, as its readers see it. */
export interface ShownAttachment {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: number;
}

/** What a file belongs to. A colleague's file is uploaded before its note or message. */
export type AttachedTo =
  { messageId: string } | { noteId: string } | { staffId: string } | { roundAnswerId: string };

/** An attachment that may be read, with its content. */
export interface OpenedAttachment extends ShownAttachment {
  content: Readable;
}

interface Row extends ShownAttachment {
  submissionId: string;
}

const shown = `x.id, x.file_name AS "fileName", x.media_type AS "mediaType", x.bytes`;

/** SQL: the files of a message or a note, as JSON. @param which such as `a.message_id = m.id` */
export const attachmentsOf = (which: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'fileName', a.file_name,
     'mediaType', a.media_type, 'bytes', a.bytes, 'scan', a.scan, 'findings', a.findings)
     ORDER BY a.id), '[]'::jsonb) FROM attachment a WHERE ${which})`;

/**
 * Files of notes, messages and answers to rounds. They are checked and stored like documents, but
 * are never listed as documents or published (decision 0086).
 */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: DataSource,
    private readonly storage: DocumentStorage,
    private readonly receiver: DocumentReceiver,
    private readonly loose: LooseFilesService,
    private readonly allowance: UploadAllowance,
    private readonly events: EventsService,
  ) {}

  /**
   * Stores a file that no row refers to yet; `forget` removes it if none ever will.
   * @throws Problem as `DocumentReceiver.receive` and `UploadAllowance`.
   */
  async receive(submissionId: string, file: ArrivingFile, actor: Actor): Promise<IncomingDocument> {
    await this.allowance.spend(submissionId, file.address, file.announced);
    await this.allowance.spendFile(file.address);
    const origin = { actor, network: network(file.address), withoutCopy: true };
    return this.receiver.receive(submissionId, file.name, file.content, origin);
  }

  /**
   * How many more files of notes and messages the case can hold. Locks the case, so that files
   * arriving at the same time are counted one after the other.
   */
  async roomIn(manager: EntityManager, submissionId: string): Promise<number> {
    await manager.query('SELECT 1 FROM submission WHERE id = $1 FOR NO KEY UPDATE', [submissionId]);
    const [row] = await manager.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM attachment
       WHERE submission_id = $1 AND round_answer_id IS NULL`,
      [submissionId],
    );
    return Math.max(0, limits.attachmentsPerCase - row!.count);
  }

  /** @throws Problem 409 when the case would hold too many. */
  async add(
    manager: EntityManager,
    submissionId: string,
    incoming: IncomingDocument,
    to: AttachedTo,
    actor: Actor,
  ): Promise<ShownAttachment> {
    const ofRound = 'roundAnswerId' in to;
    if (!ofRound && (await this.roomIn(manager, submissionId)) === 0)
      throw new Problem(409, 'attachments-full', 'This case holds as many files as it can.');
    await this.loose.attached(manager, incoming.id);
    const { id, fileName, mediaType, findings, scan } = incoming;
    const { bytes, sha256 } = incoming.received;
    const given = to as Record<string, string>;
    const { messageId = null, noteId = null, staffId = null, roundAnswerId = null } = given;
    await manager.query(
      `INSERT INTO attachment (id, submission_id, message_id, note_id, staff_id, round_answer_id,
         file_name, media_type, bytes, sha256, findings, scan)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, submissionId, messageId, noteId, staffId, roundAnswerId],
        ...[fileName, mediaType, bytes, sha256],
        ...[JSON.stringify(findings satisfies Finding[]), scan satisfies Scan],
      ],
    );
    const details = { attachment: id, sha256: sha256.toString('hex'), bytes, mediaType };
    await this.record(manager, 'add', submissionId, actor, details);
    return { id, fileName, mediaType, bytes };
  }

  /**
   * Attaches files that a colleague uploaded to the note or message that is sent.
   * @throws Problem 409 when one no longer exists, or belongs to another colleague.
   */
  async claim(
    manager: EntityManager,
    submissionId: string,
    ids: string[],
    staffId: string,
    to: { messageId: string } | { noteId: string },
  ): Promise<void> {
    if (ids.length === 0) return;
    const { messageId = null, noteId = null } = to as Record<string, string>;
    const [rows] = await manager.query<[unknown[], number]>(
      `UPDATE attachment SET message_id = $4, note_id = $5 WHERE id = ANY($1)
         AND submission_id = $2 AND staff_id = $3 AND message_id IS NULL AND note_id IS NULL
       RETURNING id`,
      [ids, submissionId, staffId, messageId, noteId],
    );
    if (rows.length === new Set(ids).size) return;
    throw new Problem(409, 'attachment-gone', 'A file is not there any more. Attach it again.');
  }

  /** Removes a file that a colleague uploaded and has not sent. @throws Problem 404 */
  async discard(submissionId: string, id: string, staffId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [rows] = await manager.query<[unknown[], number]>(
        `DELETE FROM attachment WHERE id = $1 AND submission_id = $2 AND staff_id = $3
           AND message_id IS NULL AND note_id IS NULL RETURNING id`,
        [id, submissionId, staffId],
      );
      if (rows.length === 0) throw Problem.notFound();
      const actor: Actor = { kind: 'staff', id: staffId };
      await this.record(manager, 'remove', submissionId, actor, { attachment: id });
    });
    await this.forget([id]);
  }

  /**
   * Opens a file for a colleague; the view is recorded before the first byte. An unsent file opens
   * only for its owner.
   * @throws Problem 404
   */
  async open(id: string, staffId: string): Promise<OpenedAttachment> {
    const file = await this.database.transaction(async (manager) => {
      const found = await one(
        manager,
        `x.id = $1 AND s.confirmed_at IS NOT NULL AND x.round_answer_id IS NULL
         AND (x.message_id IS NOT NULL OR x.note_id IS NOT NULL OR x.staff_id = $2)`,
        [id, staffId],
      );
      const actor: Actor = { kind: 'staff', id: staffId };
      await this.record(manager, 'view', found.submissionId, actor, { attachment: id });
      return found;
    });
    return this.withContent(file);
  }

  /**
   * Opens a file of a message for the people of a case: never a file of a note, nor one that came
   * from an address other than the contact's.
   * @throws Problem 404
   */
  async openOfMessage(homeId: string, id: string): Promise<OpenedAttachment> {
    const file = await one(
      this.database.manager,
      `x.id = $1 AND $2 IN (s.id, s.parent_id) AND x.note_id IS NULL AND EXISTS (
         SELECT 1 FROM case_message m WHERE m.id = x.message_id AND m.other_sender IS NULL
           AND NOT m.is_automatic)`,
      [id, homeId],
    );
    return this.withContent(file);
  }

  /**
   * Opens a file that answers a question of a round, for those who may see the answers.
   * @param reader a colleague, whose view is recorded; null for the people of the case.
   * @throws Problem 404
   */
  async openOfAnswer(
    answerId: string,
    id: string,
    reader: Actor | null,
  ): Promise<OpenedAttachment> {
    const file = await this.database.transaction(async (manager) => {
      const found = await one(manager, `x.id = $1 AND x.round_answer_id = $2`, [id, answerId]);
      if (reader)
        await this.record(manager, 'view', found.submissionId, reader, { attachment: id });
      return found;
    });
    return this.withContent(file);
  }

  /** Deletes the files that an answer no longer names; `forget` removes them after the commit. */
  async dropOthers(
    manager: EntityManager,
    { answerId, submissionId }: { answerId: string; submissionId: string },
    kept: string[],
    actor: Actor,
  ): Promise<string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `DELETE FROM attachment WHERE round_answer_id = $1 AND id <> ALL($2::uuid[]) RETURNING id`,
      [answerId, kept],
    );
    for (const { id } of rows)
      await this.record(manager, 'remove', submissionId, actor, { attachment: id });
    return rows.map(({ id }) => id);
  }

  /** Removes the files of rows that were deleted or never written. The sweep retries failures. */
  async forget(ids: string[]): Promise<void> {
    for (const id of ids)
      await this.loose
        .remove(id)
        .catch((err: unknown) =>
          logger.warn({ attachment: id, err }, 'a file waits to be removed'),
        );
  }

  /** Deletes what colleagues uploaded and did not send. @returns how many. */
  async forgetUnsent(manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM attachment WHERE message_id IS NULL AND note_id IS NULL
         AND round_answer_id IS NULL AND added_at < now() - make_interval(hours => $1)`,
      [limits.attachmentHours],
    );
    return removed;
  }

  private async withContent({
    submissionId: _submission,
    ...file
  }: Row): Promise<OpenedAttachment> {
    return { ...file, content: await this.storage.read(file.id) };
  }

  private record(
    manager: EntityManager,
    verb: 'add' | 'remove' | 'view',
    submissionId: string,
    actor: Actor,
    details: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'submission', id: submissionId };
    return this.events.append(manager, { actor, action: `attachment.${verb}`, subject, details });
  }
}

async function one(manager: EntityManager, which: string, values: unknown[]): Promise<Row> {
  const [row] = await manager.query<Row[]>(
    `SELECT ${shown}, x.submission_id AS "submissionId" FROM attachment x
       JOIN submission s ON s.id = x.submission_id WHERE ${which}`,
    values,
  );
  if (!row) throw Problem.notFound();
  return row;
}
