import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PillarCode } from '../../../../contract/pillars.js';

/** Why a good practice is taken down, as a code. The accompanying text is for colleagues only. */
export const takeDownCodes = [
  'asked_by_authority',
  'not_right',
  'personal_data',
  'out_of_date',
  'other',
] as const;
export type TakeDownCode = (typeof takeDownCodes)[number];

/**
 * A good practice that a signatory shares. It is public with its signatory, unless staff took it
 * down.
 */
@Entity('practice')
export class Practice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'signatory_id' }) signatoryId: string;
  /** The submission it came from, whose answers are kept as sent. */
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text', { name: 'pillar_code' }) pillar: PillarCode;
  @Column('text') title: string;
  @Column('text', { name: 'what_was_done' }) whatWasDone: string;
  @Column('text', { name: 'for_whom' }) forWhom: string;
  @Column('text') result: string;
  @Column('text') language: string;
  @Column('text', { name: 'also_in', nullable: true }) alsoIn: string | null;
  @Column('text', { name: 'whom_to_ask', nullable: true }) whomToAsk: string | null;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  @Column('timestamptz', { name: 'taken_down_at', nullable: true }) takenDownAt: Date | null;
  @Column('text', { name: 'taken_down_for', nullable: true }) takenDownFor: TakeDownCode | null;
  @Column('text', { name: 'taken_down_reason', nullable: true }) takenDownReason: string | null;
}
