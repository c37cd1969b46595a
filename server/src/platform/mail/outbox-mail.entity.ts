import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { MailTemplate } from './texts.js';

/**
 * A mail that must go out because something happened; written in the same transaction as its cause.
 */
@Entity('outbox')
export class OutboxMail {
  @PrimaryColumn('uuid') id: string;
  @Column('text') recipient: string;
  @Column('text') language: Language;
  @Column('text') template: MailTemplate;
  /**
   * The values of the template; of a secret link only the token's id. Emptied when the mail is
   * sent.
   */
  @Column('jsonb') data: Record<string, string>;
  @Column('uuid', { name: 'submission_id', nullable: true }) submissionId: string | null;
  /** What is sent to many alike, where this mail is one of them. */
  @Column('uuid', { name: 'letter_id', nullable: true }) letterId: string | null;
  /**
   * The reader of the newsletter to whom it goes; no reader gets a letter twice (unique in the
   * table).
   */
  @Column('uuid', { name: 'subscriber_id', nullable: true }) subscriberId: string | null;
  @Column('text') state: 'queued' | 'sent' | 'dead';
  @Column('smallint') attempts: number;
  /**
   * How often a mail server had all of it and did not say whether it took it: the process died, or
   * the line.
   */
  @Column('smallint', { name: 'handed_over', default: 0 }) handedOver: number;
  /** The deed that it tells of, while that can be taken back. */
  @Column('uuid', { name: 'undo_id', nullable: true }) undoId: string | null;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: Date;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  /** As it was sent, without the secret of its link; null before, and for a letter to many. */
  @Column('text', { name: 'sent_subject', nullable: true }) sentSubject: string | null;
  @Column('text', { name: 'sent_text', nullable: true }) sentText: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
}
