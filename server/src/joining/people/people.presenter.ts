import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonRole } from '../../../../contract/case-roles.js';
import { mayDo, roleOf } from '../submissions/case-actions.js';
import type { CasePerson } from '../submissions/case-person.entity.js';
import type { Submission } from '../submissions/submission.entity.js';
import { editableStates, provenStates } from '../submissions/submission.workflow.js';
import { peopleOf } from './case-people.js';

/** A person of a case, as the others see them; the address only for a lead. */
export interface ShownPerson {
  id: string;
  name: string;
  email: string | null;
  role: PersonRole;
  isMe: boolean;
  isAssociation: boolean;
  invitedAt: string;
  acceptedAt: string | null;
  seenAt: string | null;
  version: number;
}

/** The data for the page of a case's people. */
export interface ShownPeople {
  role: PersonRole;
  isMember: boolean;
  contact: { name: string | null; email: string | null };
  people: ShownPerson[];
  isDraft: boolean;
  mayInvite: boolean;
  maySupport: boolean;
  mayTakeOver: boolean;
}

/** The only code that presents a case's people to one of them. */
@Injectable()
export class PeoplePresenter {
  constructor(private readonly database: DataSource) {}

  async present(home: Submission): Promise<ShownPeople> {
    const { answers, contactEmail, state, person } = home;
    const decides = mayDo(home, 'decide who takes part');
    const isOpen = state === 'draft' || provenStates.includes(state);
    const people = await peopleOf(this.database.manager, home.id);
    return {
      role: roleOf(home),
      isMember: Boolean(person),
      contact: { name: answers.contact?.name ?? null, email: decides ? contactEmail : null },
      people: people.map((one) => shown(one, decides, person?.id)),
      isDraft: state === 'draft',
      mayInvite: decides && isOpen,
      maySupport: decides && editableStates.includes(state),
      mayTakeOver: person?.role === 'lead' && provenStates.includes(state),
    };
  }
}

function shown(
  { id, name, email, role, associationId, version, ...times }: CasePerson,
  decides: boolean,
  me: string | undefined,
): ShownPerson {
  return {
    ...{ id, name, role, version, isMe: id === me, email: decides ? email : null },
    isAssociation: associationId !== null,
    invitedAt: times.invitedAt.toISOString(),
    acceptedAt: times.acceptedAt?.toISOString() ?? null,
    seenAt: times.seenAt?.toISOString() ?? null,
  };
}
