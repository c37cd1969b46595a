import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * confirm: proves the contact's address. case_link: opens the case, once. draft_link: opens a draft
 * on another device, until it is sent. hand_over: makes its receiver the contact.
 * applicant_session: the cookie of whoever fills in or follows.
 */
export type TokenPurpose =
  'confirm' | 'case_link' | 'draft_link' | 'hand_over' | 'applicant_session';

/** A secret that opens one submission for one purpose until a moment. Only its hash is stored. */
@Entity('submission_token')
export class SubmissionToken {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') hash: Buffer;
  @Column('text') purpose: TokenPurpose;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  /**
   * Of a session: which submission of the case is open in its form, when it is not the endorsement
   * itself.
   */
  @Column('uuid', { name: 'open_id', nullable: true }) openId: string | null;
  /** Of a hand-over: who is to become the contact. */
  @Column('jsonb') data: Record<string, string>;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
