import { Injectable } from '@nestjs/common';
import { backToAsker } from '../../joining/submissions/back-to-asker.js';
import { DataSource, In, type EntityManager } from 'typeorm';
import { newSubmission } from '../../joining/submissions/new-submission.js';
import type { Language } from '../../../../contract/languages.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { ArrivingFile } from '../../platform/documents/incoming-document.js';
import { EventsService, type Actor } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { DraftDocumentsService } from '../../joining/drafts/draft-documents.service.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import type { DocumentFieldsDto } from '../../joining/submissions/submissions.dto.js';
import { takeStep } from '../../joining/submissions/take-step.js';
import { numberInForce } from '../../reference/pact/pact-store.js';
import type { EntryFormDto } from './paper-entries.dto.js';
import { PaperEntryCheck } from './entry-check.service.js';
import { factsOf, sectionsIn } from './paper.js';

/**
 * Turns a paper into a case: started, saved while typing, submitted. Until then only its author
 * sees it, and only another colleague can approve it (docs/decisions/0028).
 */
@Injectable()
export class PaperEntriesService {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly draftDocuments: DraftDocumentsService,
    private readonly documents: DocumentsService,
    private readonly check: PaperEntryCheck,
    private readonly events: EventsService,
  ) {}

  async begin(staff: Staff, language: Language): Promise<Submission> {
    const entry = newSubmission({ kind: 'endorsement', language, enteredBy: staff.id });
    await this.database.manager.insert(Submission, entry as object);
    return entry;
  }

  /** This colleague's unfinished entries, including those sent back for changes, newest first. */
  unfinished(staff: Staff): Promise<Submission[]> {
    return this.database.manager.find(Submission, {
      where: { enteredBy: staff.id, state: In([...editableStates]) },
      order: { updatedAt: 'DESC' },
      take: 50,
    });
  }

  /** @throws Problem 404, also for another colleague's entry. */
  async one(staff: Staff, id: string): Promise<Submission> {
    const entry = await this.database.manager.findOneBy(Submission, { id, enteredBy: staff.id });
    if (!entry) throw Problem.notFound();
    return entry;
  }

  /**
   * Saves everything as typed.
   * @throws Problem 409 once it is submitted, 412 when another window changed it after version
   *   `seen`.
   */
  async keep(
    staff: Staff,
    id: string,
    { sections, language, noAutomaticMail }: EntryFormDto,
    seen: number,
  ): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const entry = await this.lock(manager, staff, id, seen);
      // The casts are safe, because the values are validated on submission.
      const typed = {
        ...(sectionsIn({
          ...entry,
          answers: {},
          typed: sections,
        } as Submission) as Submission['typed']),
        paper: { language, noAutomaticMail },
      };
      return this.save(manager, entry, { typed });
    });
  }

  /**
   * Submits the entry as a case that awaits another colleague's decision.
   * @throws Problem 422 listing every error; see also `keep`.
   */
  async enter(staff: Staff, id: string, seen: number): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const entry = await this.lock(manager, staff, id, seen);
      const action = entry.state === 'draft' ? 'enter' : 'reenter';
      const { answers, wrong } = await this.check.judge(manager, entry);
      // Reports all errors at once, whichever guard finds them.
      const requireGood = () => {
        if (wrong.length > 0) throw Problem.invalid(wrong);
      };
      const state = await takeStep(entry, action, staff.roles, {
        'all sections complete': requireGood,
        'scan present': requireGood,
      });
      const now = new Date();
      const facts = factsOf(entry);
      const contactEmail = answers.contact?.email?.toLowerCase() ?? null;
      const since = {
        submittedAt: now,
        confirmedAt: entry.confirmedAt ?? now,
        pactVersion: await numberInForce(manager),
      };
      const entered = await this.save(manager, entry, {
        state,
        answers,
        typed: {},
        contactEmail,
        ...facts,
        ...since,
      });
      const documents = await this.documents.of(manager, id);
      await this.events.append(manager, {
        actor: by(staff),
        action: `submission.${action}`,
        subject: { kind: 'submission', id },
        details: {
          version: entered.version,
          ...facts,
          withAddress: contactEmail !== null,
          documents: documents.map((document) => ({
            id: document.id,
            sha256: document.sha256.toString('hex'),
          })),
        },
      });
      if (action === 'reenter') await backToAsker(manager, this.events, id);
      return entered;
    });
  }

  /** Discards a draft with its files. */
  async discard(staff: Staff, id: string, seen: number): Promise<void> {
    const files = await this.database.transaction(async (manager) => {
      const entry = await this.lock(manager, staff, id, seen);
      const state = await takeStep(entry, 'discard', staff.roles, {});
      const documents = await this.documents.detachAll(manager, id);
      await this.save(manager, entry, { state, typed: {} });
      await this.events.append(manager, {
        actor: by(staff),
        action: 'submission.discard',
        subject: { kind: 'submission', id },
        details: { documents: documents.length },
      });
      return documents;
    });
    for (const file of files) await this.documents.forget({ id: file });
  }

  /** See `DraftDocumentsService.add`. */
  async addDocument(
    staff: Staff,
    id: string,
    fields: DocumentFieldsDto,
    file: ArrivingFile,
  ): Promise<Document> {
    return this.draftDocuments.add(id, fields, file, by(staff));
  }

  async removeDocument(staff: Staff, id: string, documentId: string): Promise<void> {
    await this.one(staff, id);
    await this.draftDocuments.remove(id, documentId, by(staff));
  }

  private async lock(
    manager: EntityManager,
    staff: Staff,
    id: string,
    seen: number,
  ): Promise<Submission> {
    await this.one(staff, id);
    const entry = await this.drafts.lockForEdit(manager, id);
    requireVersion(entry.version, seen, { at: entry.updatedAt });
    return entry;
  }

  private async save(
    manager: EntityManager,
    entry: Submission,
    change: Partial<Submission>,
  ): Promise<Submission> {
    const next = { ...change, version: entry.version + 1, updatedAt: new Date(), warnedAt: null };
    await manager.update(Submission, entry.id, next as object);
    return Object.assign(entry, next);
  }
}

function by(staff: Staff): Actor {
  return { kind: 'staff', id: staff.id };
}
