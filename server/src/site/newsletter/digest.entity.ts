import { Column, Entity, PrimaryColumn } from 'typeorm';

export const digestStates = ['draft', 'sending', 'sent'] as const;
export type DigestState = (typeof digestStates)[number];

/**
 * One issue of the newsletter: the news and the new signatories of a span of time, under a subject
 * and a few words of staff.
 */
@Entity('digest')
export class Digest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: DigestState;
  @Column('text', { name: 'subject_en' }) subjectEn: string;
  @Column('text', { name: 'subject_fr' }) subjectFr: string;
  @Column('text', { name: 'intro_en' }) introEn: string;
  @Column('text', { name: 'intro_fr' }) introFr: string;
  /** It tells what happened after this moment: the end of the one before. */
  @Column('timestamptz') since: Date;
  @Column('timestamptz', { nullable: true }) until: Date | null;
  /** What is sent, as it was when sending began. */
  @Column('uuid', { name: 'letter_en', nullable: true }) letterEn: string | null;
  @Column('uuid', { name: 'letter_fr', nullable: true }) letterFr: string | null;
  /** The last reader for whom a mail was written: readers are taken in the order of their ids. */
  @Column('uuid', { nullable: true }) reached: string | null;
  /** For how many a mail was written. */
  @Column('integer') readers: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
}
