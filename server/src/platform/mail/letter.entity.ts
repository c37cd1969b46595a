import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of a letter. A link without text of its own is none: `text` is always what is read. */
export interface LetterBlock {
  kind: 'heading' | 'text' | 'link';
  text: string;
  /** An address of our own, for a link. */
  path?: string;
}

/** What many people are sent alike: kept once, not in each of their mails. */
@Entity('letter')
export class Letter {
  @PrimaryColumn('uuid') id: string;
  @Column('text') subject: string;
  @Column('jsonb') blocks: LetterBlock[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
