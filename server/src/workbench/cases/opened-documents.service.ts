import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';

/**
 * The documents of cases as colleagues open them. Nobody else may open documents that a town has
 * not sent, or those of an unfinished paper entry.
 */
@Injectable()
export class OpenedDocuments {
  constructor(
    private readonly database: DataSource,
    private readonly documents: DocumentsService,
  ) {}

  /** @throws Problem 404 */
  async open(id: string, staff: Staff): ReturnType<DocumentsService['open']> {
    await this.requireSent(id, staff);
    return this.documents.open(id, staff.id);
  }

  /** Its copy without metadata. @throws Problem 404 also if there is none. */
  async openCopy(id: string, staff: Staff): ReturnType<DocumentsService['openCopy']> {
    await this.requireSent(id, staff);
    return this.documents.openCopy(id, staff.id);
  }

  private async requireSent(id: string, staff: Staff): Promise<void> {
    const sent = await this.database.query<unknown[]>(
      `SELECT 1 FROM document d JOIN submission s ON s.id = d.submission_id
       WHERE d.id = $1 AND (s.confirmed_at IS NOT NULL OR s.entered_by = $2)`,
      [id, staff.id],
    );
    if (sent.length === 0) throw Problem.notFound();
  }
}
