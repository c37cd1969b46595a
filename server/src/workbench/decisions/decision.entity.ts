import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { Answers } from '../../joining/submissions/answers.js';
import type { FieldComment } from '../../joining/submissions/field-comments.js';
import type { Verdict } from './decision.dto.js';

/** A reviewer's decision on a submission, with the words sent to the authority. */
@Entity('decision')
export class Decision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') verdict: Verdict;
  @Column('text', { name: 'reason_code', nullable: true }) reasonCode: ReasonCode | null;
  @Column('text') reason: string;
  /** Comments on single answers, shown to the authority next to each. */
  @Column('jsonb') comments: FieldComment[];
  /**
   * For a request for changes: the answers at that time, to show what is new when the case returns.
   */
  @Column('jsonb', { nullable: true }) answers: Answers | null;
  /** Whether a mail was sent to the contact. */
  @Column('boolean') mailed: boolean;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt: Date;
}
