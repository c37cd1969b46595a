import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { newSubmission } from '../../joining/submissions/new-submission.js';
import { StandingService } from '../../joining/submissions/standing.service.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { numberInForce } from '../../reference/pact/pact-store.js';
import type { InvitationRow, InvitingSignatory } from './invitation-rows.js';

type Proven = Pick<InvitationRow, 'name' | 'office' | 'email' | 'language'> & { provenAt: Date };

/**
 * Gives a signatory without an endorsement the case that its contact needs: an approved one, with
 * the answers that the register holds. All that follows (own page, reports, hand-over, reminders)
 * hangs on it.
 */
@Injectable()
export class ContactCases {
  constructor(
    private readonly standing: StandingService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  async open(
    manager: EntityManager,
    signatory: InvitingSignatory,
    { name, office, email, language, provenAt }: Proven,
    staff: Staff,
  ): Promise<void> {
    const { id: signatoryId, authorityId, demo } = signatory;
    const contact = { name, email, ...(office ? { office } : {}) };
    const home = Object.assign(
      newSubmission({ kind: 'endorsement', language, contactEmail: email, authorityId, demo }),
      {
        state: 'approved' as const,
        pactVersion: await numberInForce(manager),
        // Nobody sent anything: the answers are what the register holds.
        ...{ submittedAt: null, confirmedAt: provenAt, decidedAt: new Date() },
      },
    );
    await manager.insert(Submission, home as object);
    // Its version stays: nothing changes that a colleague edits or that a proposal is about.
    await manager.query('UPDATE signatory SET endorsement_id = $2 WHERE id = $1', [
      signatoryId,
      home.id,
    ]);
    const { answers: found } = (await this.standing.of(manager, home))!;
    const answers = { ...found, contact } as Submission['answers'];
    await manager.update(Submission, home.id, { answers } as object);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: 'contact.confirm',
      subject: { kind: 'submission', id: home.id },
      details: { signatory: signatoryId },
    });
    await this.outbox.add(manager, caseMail({ ...home, answers }, 'contact_confirmed'));
  }
}
