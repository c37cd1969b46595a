import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verdict } from './review.dto.js';

/** What a reviewer decided about a submission, and the words told to the authority. */
@Entity('decision')
export class Decision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') verdict: Verdict;
  @Column('text') reason: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt: Date;
}
