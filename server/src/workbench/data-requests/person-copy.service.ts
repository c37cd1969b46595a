import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { zip, type ZipPart } from '../../platform/spreadsheets/zip.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { EventsService } from '../../platform/events/events.service.js';
import { PersonalDataService } from '../../joining/case/personal-data.service.js';
import { HeldService } from './held.service.js';
import { MentionsService } from './mentions.service.js';
import { pseudonymOf } from './pseudonym.js';

interface HeldFile {
  id: string;
  fileName: string;
  reference: string;
}

/** The answer to a request for access: everything held on a person, as one file. */
@Injectable()
export class PersonCopyService {
  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly held: HeldService,
    private readonly mentions: MentionsService,
    private readonly personalData: PersonalDataService,
    private readonly storage: DocumentStorage,
    private readonly events: EventsService,
  ) {}

  /**
   * A ZIP of data.json and the documents as uploaded. The copy is recorded as an event under a
   * pseudonym.
   */
  async open(email: string, staffId: string): Promise<Readable> {
    const { data, files, homes } = await this.database.transaction(async (manager) => {
      const ids = await this.held.homes(manager, email);
      const found = await filesOf(manager, ids);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'person.copy',
        subject: { kind: 'person', id: null },
        details: {
          pseudonym: pseudonymOf(this.context.secret, email),
          cases: ids.length,
          documents: found.length,
        },
      });
      // Elsewhere, names are not searched for, because someone else may share them.
      const traces = { ...(await this.held.traces(manager, ids, email)), names: [] };
      const mentions = (await this.mentions.find(manager, traces)).map(
        ({ kind, places, excerpt }) => ({ in: kind, places, text: excerpt }),
      );
      return {
        data: {
          email,
          at: new Date().toISOString(),
          ...(await besideCases(manager, email, ids)),
          mentions,
        },
        files: found,
        homes: ids,
      };
    });
    const cases = await Promise.all(homes.map((home) => this.personalData.copy(home)));
    const entries: ZipPart[] = [
      { name: 'data.json', content: [JSON.stringify({ ...data, cases }, null, 2)] },
      ...files.map((file, index) => ({
        name: `documents/${file.reference}/${index + 1}-${plainName(file.fileName)}`,
        content: this.contentOf(file.id),
      })),
    ];
    return Readable.from(zip(entries));
  }

  /** Opened only when its turn comes, so that one file is read at a time. */
  private async *contentOf(id: string): AsyncGenerator<Uint8Array> {
    yield* (await this.storage.read(id)) as AsyncIterable<Buffer>;
  }
}

async function filesOf(manager: EntityManager, homes: string[]): Promise<HeldFile[]> {
  return manager.query<HeldFile[]>(
    `SELECT d.id, d.file_name AS "fileName", s.reference FROM (
       SELECT id, file_name, submission_id, uploaded_at FROM document
       UNION ALL SELECT id, file_name, submission_id, added_at FROM attachment) d
      JOIN submission s ON s.id = d.submission_id
     WHERE coalesce(s.parent_id, s.id) = ANY($1) ORDER BY s.created_at, d.uploaded_at`,
    [homes],
  );
}

/** The data held on a person outside the case itself. */
async function besideCases(
  manager: EntityManager,
  email: string,
  homes: string[],
): Promise<object> {
  const [newsletter] = await manager.query<object[]>(
    `SELECT language, created_at AS "createdAt", confirmed_at AS "confirmedAt" FROM subscriber s
      WHERE email = $1 AND (newsletter OR NOT EXISTS (
        SELECT 1 FROM follow f WHERE f.subscriber_id = s.id))`,
    [email],
  );
  return {
    newsletter: newsletter ?? null,
    newsRefused: await manager.query(
      `SELECT refused_at AS "refusedAt" FROM news_refusal WHERE email = $1`,
      [email],
    ),
    takesPart: await manager.query(
      `SELECT s.reference AS submission, p.role, p.name, p.language, p.invited_at AS "invitedAt",
         p.accepted_at AS "acceptedAt", p.seen_at AS "seenAt"
       FROM case_person p JOIN submission s ON s.id = p.submission_id
       WHERE p.email = $1 ORDER BY p.invited_at`,
      [email],
    ),
    invitedAsContact: await manager.query(
      `SELECT s.public_id AS signatory, i.name, i.office, i.language, i.invited_at AS "invitedAt",
         i.opened_at AS "openedAt", i.proven_at AS "provenAt"
       FROM contact_invitation i JOIN signatory s ON s.id = i.signatory_id
       WHERE i.email = $1 ORDER BY i.invited_at`,
      [email],
    ),
    mails: await manager.query(
      `SELECT template, language, state, data, created_at AS "createdAt", sent_at AS "sentAt"
        FROM outbox WHERE lower(recipient) = $1 ORDER BY created_at`,
      [email],
    ),
    follows: await manager.query(
      `SELECT f.kind, f.key, f.language, f.asked_at AS "askedAt", f.confirmed_at AS "confirmedAt"
       FROM follow f JOIN subscriber s ON s.id = f.subscriber_id
       WHERE s.email = $1 ORDER BY f.asked_at`,
      [email],
    ),
    errorReports: await manager.query(
      `SELECT r.kind, r.words, r.name, r.language, r.state, r.answer, s.public_id AS signatory,
         r.created_at AS "createdAt", r.proven_at AS "provenAt", r.answered_at AS "answeredAt"
       FROM error_report r JOIN signatory s ON s.id = r.signatory_id
       WHERE r.email = $1 ORDER BY r.created_at`,
      [email],
    ),
    notesOfStaff: await manager.query(
      `SELECT s.reference AS submission, n.text, n.written_at AS "writtenAt" FROM case_note n
        JOIN submission s ON s.id = n.submission_id
       WHERE coalesce(s.parent_id, s.id) = ANY($1) ORDER BY n.written_at`,
      [homes],
    ),
    draftsOfStaff: await manager.query(
      `SELECT s.reference AS submission, d.fields, d.changed_at AS "changedAt" FROM staff_draft d
        JOIN submission s ON s.id = d.submission_id
       WHERE coalesce(s.parent_id, s.id) = ANY($1) ORDER BY d.changed_at`,
      [homes],
    ),
  };
}

/** A file name that every system can unpack and that cannot point to another folder. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').replace(/^\.+/, '_');
}
