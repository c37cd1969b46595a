import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { forgetCaseDrafts } from '../../accounts/drafts/drafts.service.js';
import { MentionsService } from './mentions.service.js';
import { namesPerson, withoutPerson, type Traces } from './without-person.js';

/**
 * Removes a person from the records behind a signatory. The authority, its pledges and the
 * decisions remain.
 */
@Injectable()
export class RegisterTraces {
  constructor(
    private readonly documents: DocumentsService,
    private readonly outbox: OutboxService,
    private readonly mentions: MentionsService,
  ) {}

  /** @returns the files to delete after the commit. */
  async remove(manager: EntityManager, homeId: string, traces: Traces): Promise<string[]> {
    const family = await manager.query<{ id: string }[]>(
      'SELECT id FROM submission WHERE $1 IN (id, parent_id) ORDER BY id FOR UPDATE',
      [homeId],
    );
    const ids = family.map(({ id }) => id);
    const submissions = await manager.find(Submission, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
    });
    const files: string[] = [];
    for (const submission of submissions) {
      await this.clean(manager, submission, traces);
      if (!isContact(submission, traces)) continue;
      files.push(...(await this.documents.detachAll(manager, submission.id)));
      await manager.query('DELETE FROM case_message WHERE submission_id = $1', [submission.id]);
      await this.outbox.forget(manager, submission.id);
    }
    await manager.query('DELETE FROM submission_token WHERE submission_id = ANY($1)', [ids]);
    await manager.query('DELETE FROM case_note WHERE submission_id = ANY($1)', [ids]);
    await forgetCaseDrafts(manager, ids);
    const merged = await mergedInto(manager, homeId);
    await this.mentions.erase(
      manager,
      traces,
      ({ kind, caseId, publicId }) =>
        (caseId !== null && ids.includes(caseId)) ||
        (kind === 'signatory_step' && publicId !== null && publicId === merged),
    );
    // Published files were deleted with their documents, so caches have to drop them.
    await bumpRegisterVersion(manager, 'takes away');
    // Undo records would restore the person's data.
    await manager.query(
      'DELETE FROM undo WHERE id IN (SELECT undo_id FROM undo_step WHERE subject_id = ANY($1))',
      [ids],
    );
    return files;
  }

  private async clean(
    manager: EntityManager,
    submission: Submission,
    traces: Traces,
  ): Promise<void> {
    const { contact, signer, ...answers } = submission.answers;
    const { contact: _typed, signer: _typedSigner, ...typed } = submission.typed;
    const kept = {
      ...(contact && !isContact(submission, traces) ? { contact } : {}),
      ...(signer && !namesPerson(signer, traces) ? { signer } : {}),
    };
    const others = (address: string | null) =>
      address?.toLowerCase() === traces.email ? null : address;
    await manager.update(Submission, submission.id, {
      answers: withoutPerson({ ...answers, ...kept }, traces),
      typed: withoutPerson(typed, traces) as object,
      contactEmail: others(submission.contactEmail),
      resumeEmail: others(submission.resumeEmail),
      version: submission.version + 1,
      updatedAt: new Date(),
      ...(['draft', 'unconfirmed', 'awaiting_signature'].includes(submission.state)
        ? { state: 'withdrawn' as const }
        : {}),
    });
  }
}

/** The reason for a merger is also kept with the remaining signatory. */
async function mergedInto(manager: EntityManager, homeId: string): Promise<string | null> {
  const [winner] = await manager.query<{ publicId: string }[]>(
    `SELECT w.public_id AS "publicId" FROM signatory g JOIN signatory w ON w.id = g.merged_into
     WHERE g.endorsement_id = $1`,
    [homeId],
  );
  return winner?.publicId ?? null;
}

/** Whether the person is the contact, and not only the one who started the case or took it over. */
function isContact({ contactEmail, answers, typed }: Submission, { email }: Traces): boolean {
  const said = [
    contactEmail,
    answers.contact?.email,
    (typed['contact'] as { email?: unknown } | undefined)?.email,
  ];
  return said.some((address) => typeof address === 'string' && address.toLowerCase() === email);
}
