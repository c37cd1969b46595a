import { Column, Entity, PrimaryColumn } from 'typeorm';

export const digestStates = ['draft', 'sending', 'sent'] as const;
export type DigestState = (typeof digestStates)[number];

/**
 * One issue of the newsletter: the news and new signatories of a period, with a subject and an
 * introduction by staff.
 */
@Entity('digest')
export class Digest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: DigestState;
  @Column('text', { name: 'subject_en' }) subjectEn: string;
  @Column('text', { name: 'subject_fr' }) subjectFr: string;
  @Column('text', { name: 'intro_en' }) introEn: string;
  @Column('text', { name: 'intro_fr' }) introFr: string;
  /** The digest covers everything after this moment, the end of the previous digest. */
  @Column('timestamptz') since: Date;
  @Column('timestamptz', { nullable: true }) until: Date | null;
  /** The letters being sent, fixed when sending began. */
  @Column('uuid', { name: 'letter_en', nullable: true }) letterEn: string | null;
  @Column('uuid', { name: 'letter_fr', nullable: true }) letterFr: string | null;
  /** The last subscriber for whom a mail was queued; subscribers are processed in id order. */
  @Column('uuid', { nullable: true }) reached: string | null;
  /** How many mails have been queued. */
  @Column('integer') readers: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
}
