import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { withoutPerson, type Traces } from './without-person.js';

/** Texts that people wrote about a signatory, by table: any of them may name somebody. */
const written = {
  practice: ['title', 'what_was_done', 'for_whom', 'result', 'whom_to_ask'],
  pledge: ['own_words', 'progress_note', 'lead_department'],
  signatory_revision: ['content', 'reason'],
} as const;

/**
 * Takes a person out of what the register stands on; the authority, its pledges and what was
 * decided stay.
 */
@Injectable()
export class RegisterTraces {
  constructor(
    private readonly documents: DocumentsService,
    private readonly outbox: OutboxService,
  ) {}

  /** @returns the files to remove after the commit. */
  async remove(manager: EntityManager, homeId: string, email: string): Promise<string[]> {
    const family = await manager.query<{ id: string }[]>(
      'SELECT id FROM submission WHERE $1 IN (id, parent_id) ORDER BY id FOR UPDATE',
      [homeId],
    );
    const ids = family.map(({ id }) => id);
    const submissions = await manager.find(Submission, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
    });
    const traces = tracesIn(submissions, email);
    const files: string[] = [];
    for (const submission of submissions) {
      files.push(...(await this.documents.of(manager, submission.id)).map(({ id }) => id));
      await this.documents.detachAll(manager, submission.id);
      await this.outbox.forget(manager, submission.id);
      await this.clean(manager, submission, traces);
    }
    await manager.query('DELETE FROM submission_token WHERE submission_id = ANY($1)', [ids]);
    await manager.query('DELETE FROM case_note WHERE submission_id = ANY($1)', [ids]);
    await this.cleanDecisions(manager, ids, traces);
    const [signatory] = await manager.query<{ id: string }[]>(
      'SELECT id FROM signatory WHERE endorsement_id = $1 FOR UPDATE',
      [homeId],
    );
    if (signatory) await this.cleanSignatory(manager, signatory.id, traces);
    // What could be taken back for a moment would bring the person back.
    await manager.query('DELETE FROM undo_step WHERE subject_id = ANY($1)', [
      [...ids, ...(signatory ? [signatory.id] : [])],
    ]);
    return files;
  }

  private async clean(
    manager: EntityManager,
    submission: Submission,
    traces: Traces,
  ): Promise<void> {
    const { contact: _contact, signer, ...answers } = submission.answers;
    const { contact: _typed, signer: _typedSigner, ...typed } = submission.typed;
    const other = signer && !traces.names.includes(signer.name);
    await manager.update(Submission, submission.id, {
      answers: withoutPerson(other ? { ...answers, signer } : answers, traces),
      typed: withoutPerson(typed, traces) as object,
      contactEmail: null,
      resumeEmail: null,
      version: submission.version + 1,
      updatedAt: new Date(),
      ...(['draft', 'unconfirmed'].includes(submission.state)
        ? { state: 'withdrawn' as const }
        : {}),
    });
  }

  /**
   * Nobody may change a decision, so one that names the person is written anew, the same but for
   * the name.
   */
  private async cleanDecisions(
    manager: EntityManager,
    ids: string[],
    traces: Traces,
  ): Promise<void> {
    const rows = await manager.query<{ id: string; reason: string }[]>(
      'SELECT id, reason FROM decision WHERE submission_id = ANY($1)',
      [ids],
    );
    for (const { id, reason } of rows) {
      const cleaned = withoutPerson(reason, traces);
      if (cleaned === reason) continue;
      await manager.query(
        `WITH old AS (DELETE FROM decision WHERE id = $1 RETURNING *)
         INSERT INTO decision SELECT (jsonb_populate_record(old, jsonb_build_object('reason', $2::text))).* FROM old`,
        [id, cleaned],
      );
    }
  }

  private async cleanSignatory(
    manager: EntityManager,
    signatoryId: string,
    traces: Traces,
  ): Promise<void> {
    for (const [table, columns] of Object.entries(written)) {
      const rows = await manager.query<Record<string, unknown>[]>(
        `SELECT id, ${columns.join(', ')} FROM ${table} WHERE signatory_id = $1`,
        [signatoryId],
      );
      for (const { id, ...texts } of rows) {
        const cleaned = withoutPerson(texts, traces);
        const changed = columns.filter(
          (column) => JSON.stringify(cleaned[column]) !== JSON.stringify(texts[column]),
        );
        if (changed.length === 0) continue;
        const values = changed.map((column) =>
          typeof cleaned[column] === 'string' ? cleaned[column] : JSON.stringify(cleaned[column]),
        );
        await manager.query(
          `UPDATE ${table} SET ${changed.map((column, index) => `${column} = $${index + 2}`).join(', ')} WHERE id = $1`,
          [id, ...values],
        );
      }
    }
    // Published files went with their documents, and texts may have changed: no cache may go on
    // showing them.
    await bumpRegisterVersion(manager);
  }
}

/**
 * Under which names and numbers the person stands in the case, in all that was ever sent for it.
 */
function tracesIn(submissions: Submission[], email: string): Traces {
  const sections = submissions
    .flatMap(({ answers, typed }) => [answers.contact, typed['contact']])
    .filter((section) => section !== undefined);
  const all = (key: 'name' | 'phone') => [
    ...new Set(sections.map((section) => (section as Record<string, unknown>)[key]).filter(isText)),
  ];
  return { names: all('name'), email, phones: all('phone') };
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';
