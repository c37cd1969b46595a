import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import type { Language } from '../../../../contract/languages.js';
import type { ShownDocument } from '../../platform/documents/document.entity.js';
import type { Answers } from './answers.js';
import type { SubmissionState } from './submission.workflow.js';

/** What an authority sends in. Its answers are kept as they were sent. */
@Entity('submission')
export class Submission {
  @PrimaryColumn('uuid') id: string;
  /** Eight characters without look-alikes, for telephone and mail. */
  @Column('text') reference: string;
  @Column('text') kind: SubmissionKind;
  @Column('text') state: SubmissionState;
  @Column('text') language: Language;
  /** Validated answers by section. */
  @Column('jsonb') answers: Answers;
  /** What was typed into a section but is not (yet) valid: kept so that nothing is lost. */
  @Column('jsonb') typed: Record<string, Record<string, unknown>>;
  /**
   * The submission's version when each section was last saved: two tabs on different sections do
   * not disturb each other.
   */
  @Column('jsonb', { name: 'section_versions' }) sectionVersions: Record<string, number>;
  @Column('text', { name: 'contact_email', nullable: true }) contactEmail: string | null;
  @Column('uuid', { name: 'authority_id', nullable: true }) authorityId: string | null;
  /** The endorsement that this one follows; null for an endorsement itself. */
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  /**
   * Where the link to go on with a draft was sent; the contact's own address may not be answered
   * yet.
   */
  @Column('text', { name: 'resume_email', nullable: true }) resumeEmail: string | null;
  /** When the contact was told that it is about to expire. */
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
  /** The colleague who entered it by hand, from paper; null for what an authority sent itself. */
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy: string | null;
  /**
   * Its contact is not written to by itself: about this case only those mails go that somebody
   * asked for (mail/automatic-mail.ts).
   */
  @Column('boolean', { name: 'no_automatic_mail', default: false }) noAutomaticMail: boolean;
  @Column('boolean') demo: boolean;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  /**
   * When the contact's address was proven, or a colleague had entered it from paper: since then
   * staff have it.
   */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;

  /**
   * Its documents as its sender sees them, where they were read together with it: whoever fills in
   * a form is answered with them each time.
   */
  documents?: ShownDocument[] | undefined;
}
