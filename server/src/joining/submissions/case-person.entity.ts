import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonRole } from '../../../../contract/case-roles.js';
import type { Language } from '../../../../contract/languages.js';

/**
 * A person who works on an endorsement beside its contact, or an association that supports it.
 * When a person is removed, the address is deleted and the name stays beside their changes.
 */
@Entity('case_person')
export class CasePerson {
  @PrimaryColumn('uuid') id: string;
  /** The endorsement. */
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') role: PersonRole;
  @Column('text') name: string;
  /** In lower case; null for an association and for a removed person. */
  @Column('text', { nullable: true }) email: string | null;
  /** For a supporting association: its own endorsement, whose contact gets the mails. */
  @Column('uuid', { name: 'association_id', nullable: true }) associationId: string | null;
  @Column('text') language: Language;
  @Column('timestamptz', { name: 'invited_at' }) invitedAt: Date;
  /** When the address was proven; null while the invitation is pending. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  /** When they last signed in or changed something. */
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt: Date | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @Column('integer') version: number;
}

/** The person who uses a session, if it is not the contact. */
export type SessionPerson = Pick<CasePerson, 'id' | 'role' | 'name'>;

/** The author of a change: the contact, a former contact, or the person with this id. */
export type Author = 'contact' | 'former' | (string & {});

export const authorOf = (person: SessionPerson | null | undefined): Author =>
  person?.id ?? 'contact';

/** For an event: the colleague who did it, if it was not the contact. */
export const byColleague = (person: SessionPerson | null | undefined): { by?: string } =>
  person ? { by: person.id } : {};
