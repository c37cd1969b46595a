import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import type { Language } from '../../../../contract/languages.js';
import type { ShownDocument } from '../../platform/documents/document.entity.js';
import type { Answers } from './answers.js';
import type { Author, SessionPerson } from './case-person.entity.js';
import type { SubmissionState } from './submission.workflow.js';

/** A submission by an authority. Its answers are kept as sent. */
@Entity('submission')
export class Submission {
  @PrimaryColumn('uuid') id: string;
  /** Eight unambiguous characters, easy to read out or type. */
  @Column('text') reference: string;
  @Column('text') kind: SubmissionKind;
  @Column('text') state: SubmissionState;
  @Column('text') language: Language;
  /** The version of the Pact that was in force when it was begun, or last sent. */
  @Column('int', { name: 'pact_version' }) pactVersion: number;
  /** Validated answers by section. */
  @Column('jsonb') answers: Answers;
  /** Input of sections that is not valid yet, kept so that nothing is lost. */
  @Column('jsonb') typed: Record<string, Record<string, unknown>>;
  /**
   * The submission's version when each section was last saved, so that two tabs on different
   * sections do not conflict.
   */
  @Column('jsonb', { name: 'section_versions' }) sectionVersions: Record<string, number>;
  /** Who last changed each section, and when. */
  @Column('jsonb', { name: 'section_changes' })
  sectionChanges: Record<string, { by: Author; at: string }>;
  /** The person who sent it last; null before that. */
  @Column('text', { name: 'sent_by', nullable: true }) sentBy: Author | null;
  @Column('text', { name: 'contact_email', nullable: true }) contactEmail: string | null;
  @Column('uuid', { name: 'authority_id', nullable: true }) authorityId: string | null;
  /** The endorsement that this follow-up belongs to; null for an endorsement. */
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  /**
   * Where the link to continue a draft was sent, because the contact's address may not be answered
   * yet.
   */
  @Column('text', { name: 'resume_email', nullable: true }) resumeEmail: string | null;
  /** When the contact was warned that the draft is about to expire. */
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
  /** The colleague who entered it from paper; null for an authority's own submission. */
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy: string | null;
  /**
   * The colleague who named the present contact, or the contact who handed the case on to the
   * present one; null when the authority chose. What this contact changes is also that
   * colleague's change. Of a follow-up: who named the contact that sent it, if another contact was
   * named since.
   */
  @Column('uuid', { name: 'contact_named_by', nullable: true }) contactNamedBy: string | null;
  /**
   * Suppresses automatic mail to the contact: only mails that were requested are sent for this
   * case (mail/automatic-mail.ts).
   */
  @Column('boolean', { name: 'no_automatic_mail', default: false }) noAutomaticMail: boolean;
  @Column('boolean') demo: boolean;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  /**
   * When the contact's address was proven, or when a colleague entered it from paper. From then on
   * it is visible to staff.
   */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  /** Since when it waits, or waited, for the signed Pact; null when that came with the rest. */
  @Column('timestamptz', { name: 'signature_awaited_at', nullable: true })
  signatureAwaitedAt: Date | null;
  /** When the signed Pact was sent after the rest. */
  @Column('timestamptz', { name: 'signature_sent_at', nullable: true })
  signatureSentAt: Date | null;
  /** How many reminders of the signed Pact were sent (limits.signatureReminderDays). */
  @Column('smallint', { name: 'signature_reminders', default: 0 }) signatureReminders: number;
  /** While changes are requested: the day in Strasbourg by which an answer is due. */
  @Column('date', { name: 'answer_by', nullable: true }) answerBy: string | null;
  /** How many reminders of that day were sent (answer-days.ts). */
  @Column('smallint', { name: 'answer_reminders', default: 0 }) answerReminders: number;
  /** Until when the authority asked for more time; null when it did not, or was answered. */
  @Column('date', { name: 'answer_asked_until', nullable: true })
  answerAskedUntil: string | null;

  /**
   * Its documents as its sender sees them, if they were loaded with it. Every answer to the form
   * includes them.
   */
  documents?: ShownDocument[] | undefined;

  /** The person whose session loaded it, if that is not the contact's. */
  person?: SessionPerson | null | undefined;
}
