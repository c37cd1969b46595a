import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import type { CertificatePictureDto } from './certificate-foot.dto.js';
import { drawnAnew } from './drawn-anew.js';

/** Signatures and emblems, kept in the database as the pictures of news are (decision 0021). */
@Injectable()
export class CertificatePictures {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** @throws Problem as `drawnAnew`. */
  async add(file: Buffer, staff: Staff): Promise<CertificatePictureDto> {
    const { content, width, height } = await drawnAnew(file);
    const sha256 = createHash('sha256').update(content).digest();
    return this.database.transaction(async (manager) => {
      const [kept] = await manager.query<{ id: string; added: boolean }[]>(
        `INSERT INTO certificate_picture (id, sha256, width, height, content)
          VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (sha256) DO UPDATE SET uploaded_at = now()
         RETURNING id, xmax = 0 AS added`,
        [uuidv7(), sha256, width, height, content],
      );
      const { id, added } = kept!;
      if (added)
        await this.events.append(manager, {
          actor: { kind: 'staff', id: staff.id },
          action: 'certificate.add_picture',
          subject: { kind: 'certificate', id },
          details: { sha256: sha256.toString('hex'), bytes: content.length },
        });
      return { id, width, height };
    });
  }

  /** For administrators: also one that is not saved yet. @throws Problem 404 */
  async open(id: string): Promise<Buffer> {
    const found = await this.found(id);
    if (!found) throw Problem.notFound();
    return found;
  }

  /**
   * @returns null without a picture. @throws Problem 422 when it no longer exists, naming the
   *   field.
   */
  async chosen(field: string, id: string | null | undefined): Promise<Buffer | null> {
    if (!id) return null;
    const found = await this.found(id);
    if (!found) throw pictureGone(field);
    return found;
  }

  /** @returns how many unsaved pictures were removed. */
  async removeUnused(manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM certificate_picture p WHERE uploaded_at < now() - interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM certificate_foot f WHERE p.id IN (signature_id, emblem_id))`,
    );
    return removed;
  }

  private async found(id: string): Promise<Buffer | undefined> {
    const [row] = await this.database.query<{ content: Buffer }[]>(
      'SELECT content FROM certificate_picture WHERE id = $1',
      [id],
    );
    return row?.content;
  }
}

/** A picture not saved within a day is deleted. */
export const pictureGone = (field: string) =>
  Problem.invalid([
    { pointer: `/${field}`, key: 'imageGone', params: {}, detail: 'choose the picture again' },
  ]);
