import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { EventsService, type Actor } from '../events/events.service.js';
import { fileNameOf } from '../http/file-name.js';
import { Problem } from '../http/problem.js';
import type { Scan } from './document.entity.js';
import { DocumentInspector } from './document-inspector.js';
import { cleanPath, DocumentStorage, type ReceivedFile } from './document-storage.js';
import { judgeKind } from './file-kind.js';
import type { IncomingDocument } from './incoming-document.js';
import { LooseFilesService } from './loose-files.service.js';
import { VirusScanner } from './virus-scanner.js';

/** The sender of a file, and whether it needs a public copy. */
interface Origin {
  actor: Actor;
  network: string;
  withoutCopy?: boolean;
}

/** Receives every file about a case. Kind, viruses and content are checked here. */
@Injectable()
export class DocumentReceiver {
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
    { actor, network, withoutCopy = false }: Origin,
  ): Promise<IncomingDocument> {
    const received = await this.storage.receive(stream);
    try {
      const name = fileNameOf(fileName, 'document');
      if (received.bytes === 0) throw new Problem(422, 'file-empty', 'The file is empty.');
      const mediaType = await judgeKind(received.head, name);
      const scan = await this.scan(submissionId, received, actor);
      const found = await this.inspector.inspect(
        { path: received.path, cleanPath: cleanPath(received.path), mediaType },
        network,
      );
      const inspection = withoutCopy ? { ...found, clean: null } : found;
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
}
