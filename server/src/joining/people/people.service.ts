import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { OwnRole, PersonRole } from '../../../../contract/case-roles.js';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { authorOf, CasePerson } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import {
  editableStates,
  provenStates,
  type SubmissionState,
} from '../submissions/submission.workflow.js';
import { isLeadNoMore, peopleOf, requireStill } from './case-people.js';
import { personMail } from './person-mails.js';

/** Nobody can be invited while the address is unproven, or after the end of the case. */
const openStates: readonly SubmissionState[] = ['draft', ...provenStates];

/** The invited party: a person, or an association by its own endorsement. */
export interface Invited {
  role: PersonRole;
  name: string;
  email?: string;
  associationId?: string;
}

/** The people of an authority's endorsement, each with a role and a personal mailed link. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /** The people who take part or are invited, besides the contact. */
  of({ id }: Submission): Promise<CasePerson[]> {
    return peopleOf(this.database.manager, id);
  }

  /**
   * Invites a person to take part, who sees nothing until they accept.
   * @throws Problem 409 when the draft does not name the inviting person yet, or the case has
   *   ended, 422 for an address that takes part already, 429 when too many mails went there.
   *   Nothing is changed then.
   */
  async invite(by: Submission, invited: Invited): Promise<void> {
    await this.database.transaction(async (manager) => {
      const home = await lockOpen(manager, by.id);
      await requireStill(manager, by, 'decide who takes part');
      requireIntroduced(home);
      requireOpenFor(home, invited.role);
      const email = invited.email?.toLowerCase() ?? null;
      const people = await peopleOf(manager, home.id);
      requireNew(home, people, email, invited.associationId);
      if (people.length >= limits.peoplePerCase)
        throw new Problem(409, 'too-many-people', 'No more people can take part in this case.');
      const person = manager.create(CasePerson, {
        id: uuidv7(),
        submissionId: home.id,
        role: invited.role,
        name: invited.name,
        email,
        associationId: invited.associationId ?? null,
        language: home.language,
        version: 1,
      });
      await manager.insert(CasePerson, person);
      await this.mailInvitation(manager, home, person, by);
      await this.record(manager, by, 'people.invite', person);
    });
  }

  /** Mails the invitation again and ends the earlier link. @throws like `invite`. */
  async inviteAgain(by: Submission, personId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const home = await lockOpen(manager, by.id);
      await requireStill(manager, by, 'decide who takes part');
      const person = await find(manager, home.id, personId);
      if (person.acceptedAt) return;
      requireOpenFor(home, person.role);
      await this.tokens.endOfPerson(manager, person.id);
      await manager.update(CasePerson, person.id, { invitedAt: new Date() });
      await this.mailInvitation(manager, home, person, by);
      await this.record(manager, by, 'people.invite', person);
    });
  }

  /**
   * Accepts an invitation for the holder of its mailed link.
   * @throws Problem 410 for every link that does not work.
   */
  async accept(token: string, language: Language): Promise<{ home: Submission; session: string }> {
    return this.database.transaction(async (manager) => {
      const row = await this.tokens.find(manager, token, 'person_invitation');
      const home = row && (await lock(manager, row.submissionId));
      const person =
        row?.personId &&
        (await manager.findOneBy(CasePerson, { id: row.personId, removedAt: IsNull() }));
      if (!row || !home || !person || !isOpenFor(home, person.role)) throw deadInvitation();
      if (!(await this.tokens.use(manager, row.id))) throw deadInvitation();
      const now = new Date();
      await manager.update(CasePerson, person.id, {
        ...{ acceptedAt: now, seenAt: now, language },
        version: person.version + 1,
      });
      const session = await this.openFor(manager, home, person.id);
      const seen = Object.assign(home, { person: { ...person } });
      await this.record(manager, seen, 'people.accept', person);
      return { home: seen, session };
    });
  }

  /** Opens the case for a person who takes part. @returns the secret of the new session. */
  async openFor(
    manager: EntityManager,
    home: Submission,
    personId: string,
    data: Record<string, string> = {},
  ): Promise<string> {
    const hours = home.state === 'draft' ? limits.draftDays * 24 : limits.caseSessionHours;
    const { token } = await this.tokens.issue(
      ...([manager, home.id, 'applicant_session', hours, data, personId] as const),
    );
    return token;
  }

  /**
   * @throws Problem 404 for a person not in this case, 409 for a supporter, 412 when the person was
   *   changed after version `seen`.
   */
  async changeRole(by: Submission, personId: string, role: OwnRole, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const home = await lockOpen(manager, by.id);
      await requireStill(manager, by, 'decide who takes part');
      const person = await find(manager, home.id, personId);
      requireVersion(person.version, seen, { at: person.acceptedAt ?? person.invitedAt });
      if (person.role === 'supporter') throw closed(home);
      if (person.role === role) return;
      await manager.update(CasePerson, person.id, { role, version: person.version + 1 });
      if (role !== 'lead') await isLeadNoMore(manager, person);
      await this.record(manager, by, 'people.change_role', { ...person, role });
    });
  }

  /**
   * Removes a person and sends them a mail, or withdraws an invitation. People who leave get no
   * mail. The name stays beside the person's changes.
   * @throws Problem 404 for a person not in this case, 412 like `changeRole`.
   */
  async remove(by: Submission, personId: string, seen?: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const home = await lock(manager, by.id);
      if (!home) throw Problem.notFound();
      const person = await find(manager, home.id, personId);
      const isOwn = by.person?.id === person.id;
      if (!isOwn) await requireStill(manager, by, 'decide who takes part');
      if (seen !== undefined)
        requireVersion(person.version, seen, { at: person.acceptedAt ?? person.invitedAt });
      await this.tokens.endOfPerson(manager, person.id);
      await isLeadNoMore(manager, person);
      if (person.acceptedAt && !isOwn) {
        const mail = await personMail(manager, home, person, 'person_removed', fromWhom(by));
        if (mail) await this.outbox.add(manager, mail);
      }
      await manager.update(CasePerson, person.id, {
        ...{ removedAt: new Date(), email: null },
        version: person.version + 1,
      });
      await this.record(manager, by, isOwn ? 'people.leave' : 'people.remove', person);
    });
  }

  private async mailInvitation(
    manager: EntityManager,
    home: Submission,
    person: CasePerson,
    by: Submission,
  ): Promise<void> {
    const template = person.role === 'supporter' ? 'supporter_invited' : 'person_invited';
    const { id } = await this.tokens.issue(
      ...([manager, home.id, 'person_invitation', limits.handOverHours, {}, person.id] as const),
    );
    const link = { tokenId: id, tokenPurpose: 'person_invitation' };
    const mail = await personMail(manager, home, person, template, { ...link, ...fromWhom(by) });
    if (!mail) throw new Problem(409, 'nobody-to-ask', 'Nobody can be written to there.');
    const asked = { ...mail, data: { ...mail.data, path: `/${mail.language}/taking-part` } };
    if (!(await this.outbox.mayAskAgain(manager, home.id, mail.recipient, [template])))
      throw tooOften();
    await this.outbox.addOrRefuse(manager, asked);
  }

  private record(
    manager: EntityManager,
    by: Submission,
    action: EventAction,
    { id, role }: Pick<CasePerson, 'id' | 'role'>,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'applicant', id: by.id },
      action,
      subject: { kind: 'submission', id: by.id },
      details: { person: id, role, by: authorOf(by.person) },
    });
  }
}

const fromWhom = ({ person, answers }: Submission) => ({
  from: person?.name ?? answers.contact?.name ?? '',
});

/** An invitation names who asks and for which authority. */
function requireIntroduced({ answers }: Submission): void {
  if (answers.contact?.name && answers.authority?.nameOfficial) return;
  throw new Problem(
    409,
    'introduce-yourself',
    'Fill in the sections authority and contact first: the invitation names both.',
  );
}

function requireNew(
  home: Submission,
  people: CasePerson[],
  email: string | null,
  associationId: string | undefined,
): void {
  const pointer = associationId === undefined ? '/email' : '/association';
  const isKnown = people.some(
    (person) =>
      (email !== null && person.email === email) ||
      (associationId !== undefined && person.associationId === associationId),
  );
  if (!isKnown && (email === null || email !== home.contactEmail)) return;
  throw Problem.invalid([
    { pointer, key: 'isNewPerson', params: {}, detail: 'takes part already' },
  ]);
}

async function find(manager: EntityManager, submissionId: string, id: string): Promise<CasePerson> {
  if (!isUUID(id)) throw Problem.notFound();
  const person = await manager.findOneBy(CasePerson, { id, submissionId, removedAt: IsNull() });
  if (!person) throw Problem.notFound();
  return person;
}

/** Serialises changes to the people of a case. */
function lock(manager: EntityManager, id: string): Promise<Submission | null> {
  return manager.findOne(Submission, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

async function lockOpen(manager: EntityManager, id: string): Promise<Submission> {
  const home = await lock(manager, id);
  if (!home) throw Problem.notFound();
  if (!openStates.includes(home.state)) throw closed(home);
  return home;
}

/** A supporter has access to a draft, and while changes are requested. */
const isOpenFor = ({ state }: Submission, role: PersonRole): boolean =>
  (role === 'supporter' ? editableStates : openStates).includes(state);

function requireOpenFor(home: Submission, role: PersonRole): void {
  if (!isOpenFor(home, role)) throw closed(home);
}

const closed = ({ state }: Submission) =>
  new Problem(409, 'wrong-state', 'The people of this case cannot change now.', { state });

const tooOften = () =>
  new Problem(429, 'too-many-mails', 'Several mails went to this address already.');

const deadInvitation = () =>
  new Problem(
    410,
    'link-does-not-work',
    'This link does not work (any more). The person who invited you can send a new one.',
  );
