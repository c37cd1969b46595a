import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { MailTemplate } from './texts.js';

/** A queued mail, written in the same transaction as its cause. */
@Entity('outbox')
export class OutboxMail {
  @PrimaryColumn('uuid') id: string;
  @Column('text') recipient: string;
  @Column('text') language: Language;
  @Column('text') template: MailTemplate;
  /**
   * The template's values; for a secret link only the token's id. Cleared once the mail is sent.
   */
  @Column('jsonb') data: Record<string, string>;
  @Column('uuid', { name: 'submission_id', nullable: true }) submissionId: string | null;
  /** The shared text that this mail delivers, if it is part of a mailing. */
  @Column('uuid', { name: 'letter_id', nullable: true }) letterId: string | null;
  /** The subscriber it is sent to. No subscriber gets a letter twice (unique in the table). */
  @Column('uuid', { name: 'subscriber_id', nullable: true }) subscriberId: string | null;
  @Column('text') state: 'queued' | 'sent' | 'dead';
  @Column('smallint') attempts: number;
  /**
   * How often a mail server received the whole mail without confirming it, because the process died
   * or the connection broke.
   */
  @Column('smallint', { name: 'handed_over', default: 0 }) handedOver: number;
  /** The undoable action that this mail reports, while it can still be undone. */
  @Column('uuid', { name: 'undo_id', nullable: true }) undoId: string | null;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: Date;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  /** As it was sent, without the secret of its link; null until then, and for a letter to many. */
  @Column('text', { name: 'sent_subject', nullable: true }) sentSubject: string | null;
  @Column('text', { name: 'sent_text', nullable: true }) sentText: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
}
