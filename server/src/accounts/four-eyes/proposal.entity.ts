import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProposalKind } from './proposal-kinds.js';

/** A change that one colleague proposes and a second one has to confirm before it is public. */
@Entity('proposal')
export class Proposal {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ProposalKind;
  @Column('text', { name: 'subject_kind' }) subjectKind: string;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  /** The request, to be carried out unchanged; null once it is decided. */
  @Column('jsonb', { nullable: true }) wanted: object | null;
  /** SHA-256 of the request; stays when its text is deleted. */
  @Column('bytea') digest: Buffer;
  @Column('uuid', { name: 'proposed_by' }) proposedBy: string;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt: Date;
  @Column('text') state: 'open' | 'confirmed' | 'rejected';
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  /** Why it was rejected. */
  @Column('text') reason: string;
}
