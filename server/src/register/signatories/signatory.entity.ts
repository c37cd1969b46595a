import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SignatoryState } from './signatory.workflow.js';

/** An authority on the register. */
@Entity('signatory')
export class Signatory {
  @PrimaryColumn('uuid') id: string;
  /** Eight letters in its public address; never changes and is never used again. */
  @Column('text', { name: 'public_id' }) publicId: string;
  @Column('uuid', { name: 'authority_id' }) authorityId: string;
  /** The endorsement by which it joined; null for those that come from the old site. */
  @Column('uuid', { name: 'endorsement_id', nullable: true }) endorsementId: string | null;
  @Column('text') state: SignatoryState;
  /** Date of joining as exactly as it is known: 2014, 2014-05 or 2014-05-13. */
  @Column('text', { name: 'signed_on', nullable: true }) signedOn: string | null;
  @Column('text', { name: 'source_url', nullable: true }) sourceUrl: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  /** When the contact was last asked how the pledges stand. */
  @Column('timestamptz', { name: 'reminded_at', nullable: true }) remindedAt: Date | null;
  /** The day, in Strasbourg, on which it becomes public; null while nobody chose one. */
  @Column('date', { name: 'publish_on', nullable: true }) publishOn: string | null;
  /** Whether the publisher wants no mail to go when that day comes. */
  @Column('boolean', { name: 'publish_without_mail' }) publishWithoutMail: boolean;
  /** The signatory that its address leads to since they were found to be the same. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  /** Who took the last step with it; with four eyes the next one is another colleague's. */
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('boolean') demo: boolean;
  @Column('integer') version: number;
}
