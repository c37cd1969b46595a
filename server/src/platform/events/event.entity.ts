import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ActorKind = 'applicant' | 'staff' | 'system';

/** One entry of the audit trail. It contains ids and never a person's name, address or text. */
@Entity('event')
export class Event {
  @PrimaryColumn('bigint') seq: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'actor_kind' }) actorKind: ActorKind;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  /** The action, as `thing.verb`: submission.confirm, document.view, signatory.publish. */
  @Column('text') action: string;
  @Column('text', { name: 'subject_kind' }) subjectKind: string;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('jsonb') details: Record<string, unknown>;
  @Column('bytea', { name: 'previous_hash' }) previousHash: Buffer;
  @Column('bytea') hash: Buffer;
}
