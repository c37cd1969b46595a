import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { newReference } from '../../platform/text/tokens.js';
import { Document } from '../../platform/documents/document.entity.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import type { Behind } from '../../platform/settings/four-eyes.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { isOnRegister, type SignatoryState } from '../signatories/signatory.workflow.js';

/** How a file is presented to the public. */
export interface FileDescription {
  title: string;
  /** Language of the file (BCP 47). */
  language: string;
  /** SHA-256 of the copy that the publisher has opened, hexadecimal. */
  sha256: string;
  /**
   * The pledge that it illustrates. Without one, it is shown with its good practice or with the
   * signatory's page.
   */
  pledgeId?: string;
}

/** A document of a case that has a cleaned copy, and how that is published, if it is. */
export interface PublishableFile {
  documentId: string;
  fileName: string;
  mediaType: string;
  publicId: string | null;
  title: string | null;
  language: string | null;
  pledgeId: string | null;
}

interface Place {
  signatoryId: string;
  submissionState: string;
  signatoryState: SignatoryState;
}

interface WantedFile extends FileDescription {
  documentId: string;
}

/** Publishes cleaned copies of documents. Staff decide on each; the original is never published. */
@Injectable()
export class PublishedFilesService {
  private readonly published: MayWaitFor<WantedFile, void>;

  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    proposals: Proposals,
  ) {
    this.published = proposals.define('file.publish', (manager, wanted, acting) =>
      this.publishInside(manager, wanted, acting),
    );
  }

  /**
   * The documents of a case that are or could be published, and whether publishing is possible now.
   */
  async of(
    submissionId: string,
  ): Promise<{ files: PublishableFile[]; open: boolean; pledges: { id: string; text: string }[] }> {
    const manager = this.database.manager;
    const files = await manager.query<PublishableFile[]>(
      `SELECT d.id AS "documentId", d.file_name AS "fileName", d.media_type AS "mediaType",
        f.public_id AS "publicId", f.title, f.language,
              CASE WHEN f.document_id IS NULL THEN d.pledge_id ELSE f.pledge_id END AS "pledgeId"
       FROM document d JOIN submission s ON s.id = d.submission_id
         LEFT JOIN published_file f ON f.document_id = d.id
       WHERE s.id = $1 AND s.confirmed_at IS NOT NULL AND d.clean_bytes IS NOT NULL
         AND (d.kind <> 'signed_pact' OR f.document_id IS NOT NULL) ORDER BY d.uploaded_at, d.id`,
      [submissionId],
    );
    const place = await this.placeOf(manager, submissionId);
    const pledges = place
      ? await manager.query<{ id: string; text: string }[]>(
          `SELECT p.id, coalesce(a.wording->>'en', p.own_words) AS text FROM pledge p
            LEFT JOIN action a ON a.code = p.action_code
           WHERE p.signatory_id = $1 ORDER BY p.position`,
          [place.signatoryId],
        )
      : [];
    return { files, open: isOpen(place), pledges };
  }

  /**
   * With four eyes it waits for a second colleague, who has to open the copy as well.
   * @throws Problem 409 when this colleague has not opened this copy; 404 for an unknown document,
   *   409 for the signed Pact (its signature could be used to sign for others), without a cleaned
   *   copy, before approval, for a signatory that is not public or a file that is published
   *   already, 422 for a pledge of someone else. Nothing is changed then.
   */
  async publish(
    documentId: string,
    description: FileDescription,
    staff: Staff,
  ): Promise<ProposedDto | void> {
    const { submissionId: id } = await this.document(this.database.manager, documentId);
    const wanted = { ...description, documentId };
    return this.published({ subject: { kind: 'submission', id }, wanted, staff });
  }

  private async publishInside(
    manager: EntityManager,
    { documentId, title, language, sha256, pledgeId }: WantedFile,
    { staff, eyes }: Acting,
  ): Promise<void> {
    const { document, place } = await this.lock(manager, documentId);
    if (document.kind === 'signed_pact')
      throw new Problem(
        409,
        'signed-pact-private',
        'The signed Pact is not published: it bears a signature.',
      );
    if (!document.cleanSha256)
      throw new Problem(
        409,
        'no-clean-copy',
        'There is no copy without metadata of this document.',
      );
    if (!isOpen(place))
      throw new Problem(
        409,
        'not-published',
        'The case is not approved, or its signatory is not public.',
      );
    if (pledgeId) await requirePledge(manager, place.signatoryId, pledgeId);
    for (const person of eyes) await requireOpenedCopy(manager, document, sha256, person!);
    try {
      await manager.query(
        `INSERT INTO published_file (document_id, public_id, signatory_id, pledge_id, title,
          language, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          documentId,
          newReference().toLowerCase(),
          place.signatoryId,
          pledgeId ?? null,
          title,
          language,
          staff.id,
        ],
      );
    } catch (error) {
      if (
        error instanceof QueryFailedError &&
        (error.driverError as { constraint?: string }).constraint === 'published_file_pkey'
      ) {
        throw new Problem(409, 'file-published', 'This file has already been published.');
      }
      throw error;
    }
    const by = { staff, behind: { eyes } };
    await this.changed(manager, 'file.publish', document, place, by, { language });
  }

  /** @throws Problem 404 when the document is not published. */
  async takeBack(documentId: string, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { document, place } = await this.lock(manager, documentId);
      const [removed] = await manager.query<[unknown[], number]>(
        'DELETE FROM published_file WHERE document_id = $1 RETURNING 1',
        [documentId],
      );
      if (removed.length === 0 || !place) throw Problem.notFound();
      const by = { staff, behind: 'takes away' } as const;
      await this.changed(manager, 'file.take_back', document, place, by);
    });
  }

  private async lock(
    manager: EntityManager,
    documentId: string,
  ): Promise<{ document: Document; place: Place | null }> {
    const document = await this.document(manager, documentId);
    return {
      document,
      place: await this.placeOf(manager, document.submissionId, 'FOR UPDATE OF g'),
    };
  }

  private async document(manager: EntityManager, id: string): Promise<Document> {
    const document = await manager.findOneBy(Document, { id });
    if (!document) throw Problem.notFound();
    return document;
  }

  private async placeOf(
    manager: EntityManager,
    submissionId: string,
    lock = '',
  ): Promise<Place | null> {
    const [place] = await manager.query<Place[]>(
      `SELECT g.id AS "signatoryId", s.state AS "submissionState", g.state AS "signatoryState"
       FROM submission s JOIN signatory g ON g.endorsement_id = coalesce(s.parent_id, s.id)
         WHERE s.id = $1 ${lock}`,
      [submissionId],
    );
    return place ?? null;
  }

  private async changed(
    manager: EntityManager,
    action: EventAction,
    document: Document,
    place: Place,
    { staff, behind }: { staff: Staff; behind: Behind },
    more: Record<string, unknown> = {},
  ): Promise<void> {
    await manager.query(
      'UPDATE signatory SET version = version + 1, changed_at = now() WHERE id = $1',
      [place.signatoryId],
    );
    await bumpRegisterVersion(manager, behind);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'submission', id: document.submissionId },
      details: {
        document: document.id,
        signatory: place.signatoryId,
        cleanSha256: document.cleanSha256?.toString('hex') ?? null,
        ...more,
      },
    });
  }
}

function isOpen(place: Place | null): place is Place {
  return (
    place !== null && place.submissionState === 'approved' && isOnRegister(place.signatoryState)
  );
}

/**
 * The publisher must have opened exactly this copy: not the original, and not an earlier copy.
 */
async function requireOpenedCopy(
  manager: EntityManager,
  document: Document,
  sha256: string,
  staffId: string,
): Promise<void> {
  if (document.cleanSha256?.toString('hex') !== sha256)
    throw new Problem(
      409,
      'copy-changed',
      'This is not the copy that would be published. Open it.',
    );
  const [opened] = await manager.query<unknown[]>(
    `SELECT 1 FROM event WHERE subject_id = $1 AND action = 'document.view_copy' AND actor_id = $2
       AND details->>'document' = $3 AND details->>'cleanSha256' = $4`,
    [document.submissionId, staffId, document.id, sha256],
  );
  if (!opened) throw new Problem(409, 'copy-not-opened', 'Open the copy before you publish it.');
}

async function requirePledge(
  manager: EntityManager,
  signatoryId: string,
  pledgeId: string,
): Promise<void> {
  const [own] = await manager.query<unknown[]>(
    'SELECT 1 FROM pledge WHERE id = $1 AND signatory_id = $2',
    [pledgeId, signatoryId],
  );
  if (!own)
    throw Problem.invalid([
      { pointer: '/pledgeId', key: 'isIn', params: {}, detail: 'is no pledge of this signatory' },
    ]);
}
