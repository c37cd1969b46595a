import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { isOver } from '../../platform/settings/retention-periods.js';
import { Problem } from '../../platform/http/problem.js';
import { rewriteRow } from '../../platform/http/rewrite-row.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService, system, type Actor } from '../../platform/events/events.service.js';
import { forgetRefusals } from '../messages/news-refusals.service.js';
import { forgetPeople } from '../people/case-people.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { byColleague, type SessionPerson } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import { forgetCaseDrafts } from '../../accounts/drafts/drafts.service.js';
import { copyOfRoundAnswers } from './copy-of-round-answers.js';

/** States in which nobody at the Congress works on a submission, so erasing it ends it. */
const unsent = ['draft', 'unconfirmed', 'awaiting_signature'];
/** States in which nothing depends on a submission. */
const erasable = [...unsent, 'rejected', 'withdrawn', 'expired'];

/**
 * The rights of the people named in a case: access to all data held on them, and erasure once
 * nothing depends on the data (Regulations on the Protection of Personal Data of the Council of
 * Europe, CM/Res(2022)14, articles on access and erasure).
 */
@Injectable()
export class PersonalDataService {
  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly documents: DocumentsService,
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /** All data held on the people of a case, in self-explanatory terms. */
  async copy(homeId: string): Promise<object> {
    const manager = this.database.manager;
    const submissions = await family(manager, homeId);
    const ids = submissions.map(({ id }) => id);
    return {
      submissions: submissions.map(
        ({
          reference,
          kind,
          state,
          language,
          answers,
          typed,
          contactEmail,
          resumeEmail,
          createdAt,
          updatedAt,
          submittedAt,
          confirmedAt,
          decidedAt,
        }) => ({
          ...{
            reference,
            kind,
            state,
            language,
            contactEmail,
            resumeEmail,
            answers,
            typed,
            createdAt,
            updatedAt,
            submittedAt,
            confirmedAt,
            decidedAt,
          },
        }),
      ),
      documents: await manager.query(
        `SELECT s.reference AS submission, d.file_name AS "fileName", d.media_type AS "mediaType",
          d.bytes, encode(d.sha256, 'hex') AS sha256, d.uploaded_at AS "uploadedAt"
         FROM document d JOIN submission s ON s.id = d.submission_id WHERE s.id = ANY($1)
           ORDER BY d.uploaded_at`,
        [ids],
      ),
      decisions: await manager.query(
        `SELECT s.reference AS submission, d.verdict, d.reason, d.comments,
          d.answers AS "answersThen", d.decided_at AS "decidedAt"
         FROM decision d JOIN submission s ON s.id = d.submission_id
         WHERE s.id = ANY($1) ORDER BY d.decided_at`,
        [ids],
      ),
      messages: await manager.query(
        `SELECT s.reference AS submission, m.author AS "from", m.text, m.rest,
           m.attachments AS "filesNotKept", m.other_sender AS "sender",
           (SELECT coalesce(json_agg(json_build_object('fileName', a.file_name, 'mediaType',
             a.media_type, 'bytes', a.bytes, 'sha256', encode(a.sha256, 'hex'))), '[]')
             FROM attachment a WHERE a.message_id = m.id) AS files,
           m.written_at AS "writtenAt"
         FROM case_message m JOIN submission s ON s.id = m.submission_id
         WHERE s.id = ANY($1) ORDER BY m.written_at, m.id`,
        [ids],
      ),
      people: await manager.query(
        `SELECT role, name, email, language, invited_at AS "invitedAt",
           accepted_at AS "acceptedAt", seen_at AS "seenAt", removed_at AS "removedAt"
         FROM case_person WHERE submission_id = $1 ORDER BY invited_at, id`,
        [homeId],
      ),
      newsRefused: await manager.query(
        `SELECT email, refused_at AS "refusedAt" FROM news_refusal
         WHERE submission_id = ANY($1) ORDER BY refused_at`,
        [ids],
      ),
      reporting: await manager.query(
        `SELECT k.action, k.day, k.reason, k.at FROM reporting_step k
         JOIN signatory g ON g.id = k.signatory_id WHERE g.endorsement_id = $1 ORDER BY k.at`,
        [homeId],
      ),
      rounds: await copyOfRoundAnswers(manager, homeId),
      mails: await manager.query(
        `SELECT recipient, template, state, created_at AS "createdAt", sent_at AS "sentAt"
          FROM outbox WHERE submission_id = ANY($1) ORDER BY created_at`,
        [ids],
      ),
      sessions: await manager.query(
        `SELECT purpose, created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"
          FROM submission_token WHERE submission_id = ANY($1) ORDER BY created_at`,
        [ids],
      ),
      auditTrail: await manager.query(
        `SELECT at, action, actor_kind AS "by", details FROM event WHERE subject_id = ANY($1)
          ORDER BY seq`,
        [ids],
      ),
    };
  }

  /** Whether the case may be erased now. */
  async mayErase(homeId: string): Promise<boolean> {
    return (
      (await this.reasonToKeep(
        this.database.manager,
        await family(this.database.manager, homeId),
      )) === null
    );
  }

  /**
   * Erases the answers, addresses, documents, mails and sessions of a case. References, decisions
   * and the audit trail, which contain no names, remain.
   * @throws Problem 409 while staff decide on it or the register depends on it.
   */
  async erase(homeId: string, person?: SessionPerson | null): Promise<void> {
    const files = await this.database.transaction((manager) =>
      this.eraseIn(manager, homeId, { kind: 'applicant', id: homeId }, person),
    );
    for (const id of files) await this.documents.forget({ id });
  }

  /**
   * Erases cases that ended long ago.
   * @returns how many, and the files to delete after the commit.
   */
  async eraseOld(manager: EntityManager): Promise<{ erased: number; files: string[] }> {
    const due = await manager.query<{ id: string }[]>(
      `SELECT id FROM submission s WHERE parent_id IS NULL AND state IN ('rejected', 'withdrawn')
        AND answers <> '{}'
         AND ${isOver(this.context.config, 'ended_case', 'updated_at')}
           AND NOT EXISTS (SELECT 1 FROM signatory WHERE endorsement_id = s.id)
       ORDER BY updated_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
    );
    const files: string[] = [];
    for (const { id } of due) files.push(...(await this.eraseIn(manager, id, system)));
    return { erased: due.length, files };
  }

  /**
   * The same within an existing transaction.
   * @returns the files to delete after the commit.
   */
  async eraseIn(
    manager: EntityManager,
    homeId: string,
    actor: Actor,
    person?: SessionPerson | null,
  ): Promise<string[]> {
    await manager.query('SELECT 1 FROM submission WHERE id = $1 OR parent_id = $1 FOR UPDATE', [
      homeId,
    ]);
    const submissions = await family(manager, homeId);
    const reason = await this.reasonToKeep(manager, submissions);
    if (reason) throw new Problem(409, reason, 'These data are still needed.');
    const files: string[] = [];
    for (const { id } of submissions) {
      files.push(...(await this.documents.detachAll(manager, id)));
      await this.tokens.endAll(manager, id);
      await this.outbox.forget(manager, id);
      await forgetPeople(manager, id);
      // Internal notes may name people, too.
      await manager.query('DELETE FROM case_note WHERE submission_id = $1', [id]);
      await forgetCaseDrafts(manager, [id]);
      await manager.query('DELETE FROM case_message WHERE submission_id = $1', [id]);
      await eraseReasons(manager, id);
    }
    const erased = {
      answers: {},
      typed: {},
      sectionVersions: {},
      sectionChanges: {},
      sentBy: null,
      contactEmail: null,
      resumeEmail: null,
      updatedAt: new Date(),
    };
    const ending = {
      id: In(submissions.filter(({ state }) => unsent.includes(state)).map(({ id }) => id)),
    };
    const ids = submissions.map(({ id }) => id);
    await manager.update(Submission, { id: In(ids) }, erased);
    await forgetRefusals(manager, ids);
    await manager.update(Submission, ending, { state: 'withdrawn' });
    await this.events.append(manager, {
      actor,
      action: 'contact.erase',
      subject: { kind: 'submission', id: homeId },
      details: {
        ...{ submissions: submissions.length, documents: files.length },
        ...byColleague(person),
      },
    });
    return files;
  }

  private async reasonToKeep(
    manager: EntityManager,
    submissions: Submission[],
  ): Promise<'with-staff' | 'on-register' | null> {
    const [home] = submissions;
    const [signatory] = await manager.query<{ state: string }[]>(
      `SELECT state FROM signatory WHERE endorsement_id = $1`,
      [home!.id],
    );
    if (signatory) return signatory.state === 'withdrawn' ? null : 'on-register';
    return submissions.every(({ state }) => erasable.includes(state)) ? null : 'with-staff';
  }
}

/** The decision and its code stay. The text is deleted, because it may name anyone. */
async function eraseReasons(manager: EntityManager, submissionId: string): Promise<void> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM decision WHERE submission_id = $1 AND (reason <> '' OR comments <> '[]'
       OR answers IS NOT NULL)`,
    [submissionId],
  );
  for (const { id } of rows)
    await rewriteRow(manager, 'decision', id, { reason: '', comments: [], answers: null });
  const steps = await manager.query<{ id: string }[]>(
    `SELECT p.id FROM signatory_step p JOIN signatory g ON g.id = p.signatory_id
      WHERE g.endorsement_id = $1 AND p.reason <> ''`,
    [submissionId],
  );
  for (const { id } of steps) await rewriteRow(manager, 'signatory_step', id, { reason: '' });
  await manager.query(
    `UPDATE reporting_step p SET reason = '' FROM signatory g
      WHERE g.id = p.signatory_id AND g.endorsement_id = $1`,
    [submissionId],
  );
  await manager.query(
    `DELETE FROM round_answer w USING signatory g
      WHERE g.id = w.signatory_id AND g.endorsement_id = $1`,
    [submissionId],
  );
}

/** An endorsement and all its follow-ups, the endorsement first. */
async function family(manager: EntityManager, homeId: string): Promise<Submission[]> {
  const all = await manager.find(Submission, {
    where: [{ id: homeId }, { parentId: homeId }],
    order: { createdAt: 'ASC' },
  });
  return all.sort((a, b) => Number(b.id === homeId) - Number(a.id === homeId));
}
