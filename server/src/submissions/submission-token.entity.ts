import { Column, Entity, PrimaryColumn } from 'typeorm';

/** confirm: proves the contact's address. case_link: opens the case, once. applicant_session: the cookie of whoever fills in or follows. */
export type TokenPurpose = 'confirm' | 'case_link' | 'applicant_session';

/** A secret that opens one submission for one purpose until a moment. Only its hash is stored. */
@Entity('submission_token')
export class SubmissionToken {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') hash: Buffer;
  @Column('text') purpose: TokenPurpose;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
