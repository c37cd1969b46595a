import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, type Actor } from '../../platform/events/events.service.js';
import { OutboxMail } from '../../platform/mail/outbox-mail.entity.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { mailWords } from '../../platform/mail/texts.js';
import { requireVouched } from '../../platform/settings/four-eyes.js';
import { requireNoColleague } from '../people/no-colleague.js';
import { becomesContact, inviteAfresh, requireStill } from '../people/case-people.js';
import { CasePerson } from '../submissions/case-person.entity.js';
import { caseMail } from '../submissions/case-mail.js';
import { deadLink } from '../case/cases.service.js';
import { forgetFormerContact } from './former-contact.js';
import type { HandOverDto, PendingHandOverDto } from './own-place.dto.js';
import { Submission } from '../submissions/submission.entity.js';
import { provenStates } from '../submissions/submission.workflow.js';
import { SubmissionToken } from '../submissions/submission-token.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';

/**
 * Hands a case over to another contact: the current contact asks, the new one proves the address by
 * accepting, and both are notified.
 */
@Injectable()
export class HandOversService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /** The person who was asked and has not answered yet, or null. */
  async pending(homeId: string): Promise<PendingHandOverDto | null> {
    const row = await this.database.manager.findOne(SubmissionToken, {
      where: { ...askedIn(homeId), expiresAt: MoreThan(new Date()) },
      order: { createdAt: 'DESC' },
    });
    if (!row) return null;
    const { name, email } = row.data as { name: string; email: string };
    return { name, email, expiresAt: row.expiresAt };
  }

  /** Cancels the mailed link, if there is one. */
  async cancel(homeId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lock(manager, homeId);
      const { affected } = await manager.delete(SubmissionToken, askedIn(homeId));
      await forgetAsking(manager, homeId);
      if (affected) await this.record(manager, homeId, 'contact.hand_over_cancelled');
    });
  }

  /**
   * Asks one person at a time: an earlier link becomes invalid. The contact gets a mail, whether a
   * lead asks or a colleague of the Congress (`by`).
   * @throws Problem 409 for a case whose address is not proven, or that has ended, 429 when too
   * many mails went to the address.
   */
  async ask(by: Submission, wanted: HandOverDto): Promise<void> {
    const { id: homeId, person } = by;
    await this.database.transaction(async (manager) => {
      await lock(manager, homeId);
      await requireStill(manager, by, 'hand over');
      await this.askIn(manager, homeId, wanted, {
        actor: { kind: 'applicant', id: homeId },
        name: person?.name ?? null,
        personId: person?.id ?? null,
      });
    });
  }

  /**
   * A colleague of the Congress names the next contact, within the transaction that keeps the
   * reason. Nothing changes until that person accepts. From then on, what the contact changes needs
   * a colleague other than the one who named them (docs/decisions/0052).
   * @throws like `ask`, Problem 403 when nobody has vouched for the colleague's account, 409 for
   *   the address of a colleague.
   */
  async nameNext(
    manager: EntityManager,
    homeId: string,
    wanted: HandOverDto,
    staffId: string,
  ): Promise<void> {
    const actor = { kind: 'staff' as const, id: staffId };
    await requireVouched(manager, staffId);
    await requireNoColleague(manager, wanted.email);
    await this.askIn(manager, homeId, wanted, { actor, name: null, personId: null });
  }

  private async askIn(
    manager: EntityManager,
    homeId: string,
    { name, office, email }: HandOverDto,
    by: { actor: Actor; name: string | null; personId: string | null },
  ): Promise<void> {
    const recipient = email.toLowerCase();
    const isStaff = by.actor.kind === 'staff';
    const home = await lock(manager, homeId);
    if (!home || !provenStates.includes(home.state))
      throw new Problem(409, 'wrong-state', 'This case cannot be handed over.', {
        state: home?.state,
      });
    await manager.delete(SubmissionToken, askedIn(homeId));
    await forgetAsking(manager, homeId);
    const { id } = await this.tokens.issue(manager, homeId, 'hand_over', limits.handOverHours, {
      name,
      email: recipient,
      ...(office ? { office } : {}),
      ...askedBy(by),
    });
    const link = { path: `/${home.language}/hand-over`, tokenId: id, tokenPurpose: 'hand_over' };
    const congress = mailWords('hand_over', home.language).sender;
    const from = isStaff ? congress : (by.name ?? home.answers.contact?.name ?? '');
    await this.outbox.addOrRefuse(manager, {
      ...caseMail(home, 'hand_over', { ...link, name, from }),
      recipient,
    });
    await this.tellBegun(manager, home, from, {
      isOther: isStaff || by.name !== null,
      to: `${name} (${recipient})`,
    });
    await this.events.append(manager, {
      actor: by.actor,
      action: isStaff ? 'contact.named_by_staff' : 'contact.hand_over_asked',
      subject: { kind: 'submission', id: homeId },
      details: by.personId ? { by: by.personId } : {},
    });
  }

  /** The current contact gets a mail, even if someone else asks. */
  private async tellBegun(
    manager: EntityManager,
    home: Submission,
    from: string,
    { isOther, to }: { isOther: boolean; to: string },
  ): Promise<void> {
    if (!home.contactEmail) return;
    const template = isOther ? 'contact_named' : 'hand_over_begun';
    await this.outbox.add(manager, caseMail(home, template, { from, to }));
  }

  /**
   * A lead becomes the contact, whose address was proven by the invitation. The former contact gets
   * a mail and loses access, as after a hand-over.
   * @throws Problem 409 for a case that has ended.
   */
  async takeOver({ id: homeId, person }: Submission): Promise<void> {
    await this.database.transaction(async (manager) => {
      const home = await lock(manager, homeId);
      const lead = await manager.findOneBy(CasePerson, {
        ...{ id: person?.id ?? homeId, submissionId: homeId, role: 'lead' as const },
        ...{ acceptedAt: Not(IsNull()), removedAt: IsNull() },
      });
      if (!home || !lead?.email || !provenStates.includes(home.state))
        throw new Problem(409, 'wrong-state', 'This case cannot be taken over.', {
          state: home?.state,
        });
      await manager.delete(SubmissionToken, askedIn(homeId));
      await forgetAsking(manager, homeId);
      await this.replaceContact(manager, home, { name: lead.name, email: lead.email });
    });
  }

  /**
   * Makes the new contact the contact of the case. It ends the sessions of the old contact and
   * removes their name and address from the case.
   * @throws Problem 410 for every link that does not work.
   */
  async accept(token: string): Promise<{ submission: Submission; session: string }> {
    return this.database.transaction(async (manager) => {
      const row = await this.tokens.find(manager, token, 'hand_over');
      const home = row && (await lock(manager, row.submissionId));
      if (
        !row ||
        !home ||
        !provenStates.includes(home.state) ||
        !(await isStillAsked(manager, row)) ||
        !(await this.tokens.use(manager, row.id))
      )
        throw deadLink();
      const { name, email, office } = row.data as { name: string; email: string; office?: string };
      // The new contact has to invite the former contact's people again.
      const { staff } = row.data as { staff?: string };
      if (staff) {
        await inviteAfresh(manager, home.id);
        await keepNamer(manager, home);
        await manager.update(Submission, home.id, { contactNamedBy: staff });
      }
      const submission = await this.replaceContact(manager, home, {
        ...{ name, email },
        ...(office ? { office } : {}),
      });
      const { token: session } = await this.tokens.issue(
        manager,
        home.id,
        'applicant_session',
        limits.caseSessionHours,
      );
      return { submission, session };
    });
  }

  /**
   * Ends the former contact's sessions and removes their name and address from the case. If the new
   * one took part as a colleague, their sessions stay open as the contact's.
   */
  private async replaceContact(
    manager: EntityManager,
    home: Submission,
    contact: { name: string; email: string; office?: string },
  ): Promise<Submission> {
    const { id } = home;
    if (home.contactEmail)
      await this.outbox.add(manager, caseMail(home, 'handed_over', { to: contact.name }));
    await manager.query(
      `UPDATE submission SET contact_email = $2, resume_email = NULL, typed = typed - 'contact',
        answers = jsonb_set(answers, '{contact}', $3::jsonb),
              version = version + 1 WHERE id = $1 OR parent_id = $1`,
      [id, contact.email, JSON.stringify(contact)],
    );
    await forgetFormerContact(manager, id);
    await this.tokens.endOfContact(manager, id);
    await becomesContact(manager, id, contact.email);
    await this.record(manager, id, 'contact.handed_over');
    const submission = await manager.findOneByOrFail(Submission, { id });
    await this.outbox.add(manager, caseMail(submission, 'contact_welcome'));
    return submission;
  }

  private record(manager: EntityManager, homeId: string, action: EventAction): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'applicant', id: homeId },
      action,
      subject: { kind: 'submission', id: homeId },
    });
  }
}

/** The person who asked, if not the contact. */
const askedBy = ({ actor, personId }: { actor: Actor; personId: string | null }) => ({
  ...(personId ? { by: personId } : {}),
  ...(actor.kind === 'staff' ? { staff: actor.id } : {}),
});

/** The person who asked for it is the contact, a colleague of the Congress, or still a lead. */
async function isStillAsked(
  manager: EntityManager,
  { submissionId, data }: SubmissionToken,
): Promise<boolean> {
  const by = data['by'];
  if (!by) return true;
  const lead = { id: by, submissionId, role: 'lead' as const };
  return manager.existsBy(CasePerson, {
    ...lead,
    ...{ acceptedAt: Not(IsNull()), removedAt: IsNull() },
  });
}

const askedIn = (submissionId: string) => ({
  submissionId,
  purpose: 'hand_over' as const,
  usedAt: IsNull(),
});

/** A queued mail with an ended link is not sent. */
async function forgetAsking(manager: EntityManager, submissionId: string): Promise<void> {
  await manager.delete(OutboxMail, { submissionId, template: 'hand_over', state: 'queued' });
}

/** What a named contact has sent stays the change of the colleague who named that contact. */
async function keepNamer(manager: EntityManager, home: Submission): Promise<void> {
  const sent = { parentId: home.id, contactNamedBy: IsNull(), state: Not('draft' as const) };
  if (home.contactNamedBy)
    await manager.update(Submission, sent, { contactNamedBy: home.contactNamedBy });
}

function lock(manager: EntityManager, id: string): Promise<Submission | null> {
  return manager.findOne(Submission, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
