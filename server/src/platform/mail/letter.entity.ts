import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One block of a letter. `text` is always what the reader sees, so a link needs one. */
export interface LetterBlock {
  kind: 'heading' | 'text' | 'link';
  text: string;
  /** A path on our own site, for a link. */
  path?: string;
}

/** A text that many people receive: stored once, not in each of their mails. */
@Entity('letter')
export class Letter {
  @PrimaryColumn('uuid') id: string;
  @Column('text') subject: string;
  @Column('jsonb') blocks: LetterBlock[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
