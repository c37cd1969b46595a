import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonRole } from '../../../../contract/case-roles.js';
import type { Language } from '../../../../contract/languages.js';

/**
 * A person who works on an endorsement beside its contact, or an association that supports it.
 * Whoever is removed loses the address and stays with the name, beside what they changed.
 */
@Entity('case_person')
export class CasePerson {
  @PrimaryColumn('uuid') id: string;
  /** The endorsement. */
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') role: PersonRole;
  @Column('text') name: string;
  /** In small letters; null for an association and for whoever was removed. */
  @Column('text', { nullable: true }) email: string | null;
  /** Of an association that supports: its own endorsement, whose contact is written to. */
  @Column('uuid', { name: 'association_id', nullable: true }) associationId: string | null;
  @Column('text') language: Language;
  @Column('timestamptz', { name: 'invited_at' }) invitedAt: Date;
  /** When the address was proven; null while an invitation waits. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  /** When they last signed in or changed something. */
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt: Date | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @Column('integer') version: number;
}

/** Who uses a session, when it is not the contact. */
export type SessionPerson = Pick<CasePerson, 'id' | 'role' | 'name'>;

/** How a change is kept: by the contact, a former contact, or the person with this id. */
export type Author = 'contact' | 'former' | (string & {});

export const authorOf = (person: SessionPerson | null | undefined): Author =>
  person?.id ?? 'contact';

/** Of an event: which colleague did it, when it was not the contact. */
export const byColleague = (person: SessionPerson | null | undefined): { by?: string } =>
  person ? { by: person.id } : {};
