import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { logger } from '../log/logger.js';
import { bumpRegisterVersion } from '../settings/register-version.js';
import { EventsService, system } from '../events/events.service.js';
import { Problem } from '../http/problem.js';
import { copyRules, Document } from './document.entity.js';
import { DocumentInspector, type Inspection } from './document-inspector.js';
import { cleanPath, DocumentStorage } from './document-storage.js';

/** Each can take up to three seconds, all within one transaction. */
const atOnce = 5;

/**
 * Remakes copies that were cleaned by earlier, laxer rules, including published ones: early
 * publication is no reason to keep data about a file's author public.
 */
@Injectable()
export class CopiesService {
  constructor(
    private readonly storage: DocumentStorage,
    private readonly inspector: DocumentInspector,
    private readonly events: EventsService,
  ) {}

  /** @returns how many were remade, or removed because they cannot be remade. */
  async renew(manager: EntityManager): Promise<number> {
    const due = await manager
      .createQueryBuilder(Document, 'document')
      .where('document.copyRules < :copyRules AND document.cleanSha256 IS NOT NULL', { copyRules })
      .orderBy('document.uploadedAt')
      .take(atOnce)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const document of due) await this.renewOne(manager, document);
    if (due.length > 0) await bumpRegisterVersion(manager, 'decided before');
    return due.length;
  }

  private async renewOne(manager: EntityManager, document: Document): Promise<void> {
    const { id, submissionId, cleanSha256: before } = document;
    const { clean, findings, signatures, noCopy } = await this.inspect(document);
    const cleanSha256 = clean?.sha256 ?? null;
    const copy = { cleanBytes: clean?.bytes ?? null, cleanSha256, noCopy, copyRules };
    await manager.update(Document, { id }, { ...copy, findings, signatures });
    const hex = (hash: Buffer | null) => hash?.toString('hex') ?? null;
    await this.events.append(manager, {
      actor: system,
      action: 'document.clean',
      subject: { kind: 'submission', id: submissionId },
      details: { document: id, before: hex(before), cleanSha256: hex(cleanSha256), noCopy },
    });
  }

  /** A file that the current rules refuse stays with its case; only its copy is deleted. */
  private async inspect({ id, mediaType, findings }: Document): Promise<Inspection> {
    const received = await this.storage.receive(await this.storage.read(id));
    try {
      const job = { path: received.path, cleanPath: cleanPath(received.path), mediaType };
      const inspection = await this.inspector.inspect(job, 'copies');
      await this.storage.keepCopy(received, id, inspection.clean?.sha256);
      return inspection;
    } catch (error) {
      if (!(error instanceof Problem) || error.getStatus() !== 422) throw error;
      logger.warn({ document: id, code: error.code }, 'a copy cannot be cleaned anew');
      await this.storage.keepCopy(received, id, undefined);
      return { clean: null, findings, signatures: [], noCopy: 'structure' };
    } finally {
      await this.storage.discard(received);
    }
  }
}
