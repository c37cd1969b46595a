import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * confirm: proves the contact's address. case_link: opens the case once. draft_link: opens a draft
 * on another device until it is sent. hand_over: makes its recipient the contact.
 * person_invitation: lets its recipient take part.
 * reply: in the address to which mails about the case are answered.
 * news_refusal: unsubscribes the address that a letter went to from news.
 * applicant_session: the cookie of the person who fills in the form or follows the case.
 */
export type TokenPurpose =
  | 'confirm'
  | 'case_link'
  | 'draft_link'
  | 'hand_over'
  | 'person_invitation'
  | 'applicant_session'
  | 'reply'
  | 'news_refusal';

/** A secret that opens one submission for one purpose until it expires. Only its hash is stored. */
@Entity('submission_token')
export class SubmissionToken {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') hash: Buffer;
  @Column('text') purpose: TokenPurpose;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  /**
   * For a session: the submission of the case that is open in its form, when it is not the
   * endorsement itself.
   */
  @Column('uuid', { name: 'open_id', nullable: true }) openId: string | null;
  /** The person whose link or session it is; null for the contact. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId: string | null;
  /** For a hand-over: the proposed new contact. */
  @Column('jsonb') data: Record<string, string>;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
