import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SignatoryState } from './signatory.workflow.js';

/** An authority on the register. */
@Entity('signatory')
export class Signatory {
  @PrimaryColumn('uuid') id: string;
  /** Eight letters used in its public URL; never changed and never reused. */
  @Column('text', { name: 'public_id' }) publicId: string;
  @Column('uuid', { name: 'authority_id' }) authorityId: string;
  /** The endorsement by which it joined; null for those imported from the old site. */
  @Column('uuid', { name: 'endorsement_id', nullable: true }) endorsementId: string | null;
  @Column('text') state: SignatoryState;
  /** Date of joining, as precise as it is known: 2014, 2014-05 or 2014-05-13. */
  @Column('text', { name: 'signed_on', nullable: true }) signedOn: string | null;
  @Column('text', { name: 'source_url', nullable: true }) sourceUrl: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  /** Days in Strasbourg from which the state of reporting is made (reporting.workflow.ts). */
  @Column('date', { name: 'reported_on', nullable: true }) reportedOn: string | null;
  @Column('date', { name: 'report_excused_on', nullable: true }) reportExcusedOn: string | null;
  @Column('date', { name: 'report_extended_until', nullable: true })
  reportExtendedUntil: string | null;
  /** Whether the public sees that it is silent. */
  @Column('boolean', { name: 'silence_told', default: false }) silenceTold: boolean;
  /** The date, in Strasbourg, on which it becomes public; null when none is scheduled. */
  @Column('date', { name: 'publish_on', nullable: true }) publishOn: string | null;
  /** Whether the scheduled publication sends no mail. */
  @Column('boolean', { name: 'publish_without_mail' }) publishWithoutMail: boolean;
  /** The signatory that its URL redirects to after a merger. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  /**
   * The colleague who took its last step. With four eyes, another one has to publish it.
   */
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('boolean') demo: boolean;
  @Column('integer') version: number;
}
