import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { requireVersion } from '../../platform/http/if-match.js';
import { AttachmentsService } from '../../platform/documents/attachments.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { NoticeMails } from '../../accounts/notices/notice-mails.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { CaseNoteDto, CaseNotesDto, KeptDraftDto, NoteTextDto } from './collaboration.dto.js';
import { requireCase } from './leases.service.js';

interface Colleague {
  id: string;
  name: string;
}

interface Draft {
  id: string;
  text: string;
  version: number;
  at: Date;
}

/**
 * Notes that colleagues write to each other about a case. Neither the authority nor the public sees
 * them. A draft is kept until it is posted.
 */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly notices: NoticeMails,
    private readonly attachments: AttachmentsService,
  ) {}

  async of(manager: EntityManager, submissionId: string, staff: Staff): Promise<CaseNotesDto> {
    const notes = await manager.query<CaseNoteDto[]>(
      `SELECT n.id, json_build_object('id', s.id, 'name', s.name) AS author, n.text,
        n.posted_at AS "postedAt"
       FROM case_note n JOIN staff s ON s.id = n.staff_id WHERE n.submission_id = $1
         AND n.posted_at IS NOT NULL ORDER BY n.posted_at, n.id LIMIT 500`,
      [submissionId],
    );
    return { notes, draft: kept(await draftOf(manager, submissionId, staff)) };
  }

  /**
   * Saves the draft of a note. Only its author ever sees it, so it is not recorded as an event.
   * @throws Problem 412 when another window saved a newer draft.
   */
  async keep(
    submissionId: string,
    text: string,
    staff: Staff,
    seen: number,
  ): Promise<KeptDraftDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, submissionId);
      const before = await draftOf(manager, submissionId, staff);
      requireVersion(before?.version ?? 0, seen, { at: before?.at ?? new Date(), by: staff.name });
      const [kept] = await manager.query<KeptDraftDto[]>(
        `INSERT INTO case_note (id, submission_id, staff_id, text) VALUES ($1, $2, $3, $4)
         ON CONFLICT (submission_id, staff_id) WHERE posted_at IS NULL
           DO UPDATE SET text = excluded.text, version = case_note.version + 1, written_at = now()
         RETURNING text, version`,
        [uuidv7(), submissionId, staff.id, text],
      );
      return kept!;
    });
  }

  /**
   * Posts the draft as a note with its files, and notifies every colleague it mentions.
   * @throws Problem 412 when another window saved a newer draft.
   */
  async post(
    submissionId: string,
    { text, files = [] }: NoteTextDto,
    staff: Staff,
    seen: number,
  ): Promise<CaseNotesDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, submissionId);
      const draft = await draftOf(manager, submissionId, staff);
      requireVersion(draft?.version ?? 0, seen, { at: draft?.at ?? new Date(), by: staff.name });
      if (draft) await manager.query('DELETE FROM case_note WHERE id = $1', [draft.id]);
      const noteId = await this.add(manager, submissionId, text, staff);
      await this.attachments.claim(manager, submissionId, files, staff.id, { noteId });
      return this.of(manager, submissionId, staff);
    });
  }

  /**
   * Adds a note within the transaction of its subject, and notifies the colleagues whom it
   * mentions.
   * @returns its id.
   */
  async add(
    manager: EntityManager,
    submissionId: string,
    text: string,
    staff: Staff,
  ): Promise<string> {
    const id = uuidv7();
    await manager.query(
      'INSERT INTO case_note (id, submission_id, staff_id, text, posted_at) VALUES ($1, $2, ' +
        "$3, $4, date_trunc('milliseconds', now()))",
      [id, submissionId, staff.id, text],
    );
    const told = await this.tell(manager, submissionId, id, text, staff);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: 'note.add',
      subject: { kind: 'submission', id: submissionId },
      details: { note: id, told },
    });
    return id;
  }

  /**
   * The notice contains the link and not the note, so that private text stays behind the
   * sign-in.
   * @returns who was mentioned.
   */
  private async tell(
    manager: EntityManager,
    submissionId: string,
    noteId: string,
    text: string,
    staff: Staff,
  ): Promise<string[]> {
    const colleagues = await manager.query<Colleague[]>(
      `SELECT id, name FROM staff WHERE disabled_at IS NULL
         AND roles && ARRAY['reviewer', 'publisher'] AND id <> $1`,
      [staff.id],
    );
    const meant = mentioned(text, colleagues);
    await this.notices.tellOfAct(
      manager,
      meant.map(({ id }) => id),
      { kind: 'mention', thing: noteId, submissionId, by: staff },
    );
    return meant.map(({ id }) => id);
  }
}

/**
 * The colleagues mentioned with `@`. The longest matching name wins: "@Anna Lee" does not mention
 * Anna.
 */
export function mentioned<Named extends { name: string }>(
  text: string,
  colleagues: Named[],
): Named[] {
  const key = (name: string) => name.normalize('NFC').toLowerCase();
  const parts = key(text).split('@').slice(1);
  const byLength = [...colleagues].sort((a, b) => b.name.length - a.name.length);
  const meant = parts.flatMap((part) => {
    const longest = byLength.find(
      ({ name }) =>
        part.startsWith(key(name)) && !/^[\p{L}\p{N}]/u.test(part.slice(key(name).length)),
    );
    return longest ? byLength.filter(({ name }) => key(name) === key(longest.name)) : [];
  });
  return colleagues.filter((colleague) => meant.includes(colleague));
}

async function draftOf(
  manager: EntityManager,
  submissionId: string,
  staff: Staff,
): Promise<Draft | null> {
  const [draft] = await manager.query<Draft[]>(
    'SELECT id, text, version, written_at AS at FROM case_note WHERE submission_id = $1 AND ' +
      'staff_id = $2 AND posted_at IS NULL',
    [submissionId, staff.id],
  );
  return draft ?? null;
}

function kept(draft: Draft | null): KeptDraftDto {
  return { text: draft?.text ?? '', version: draft?.version ?? 0 };
}
