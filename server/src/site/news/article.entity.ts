import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ArticleState } from './article.workflow.js';

/** A news article in both languages of the site, with its text in Markdown. */
@Entity('article')
export class Article {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: ArticleState;
  /** The public URL slug, assigned on first publication and never changed afterwards. */
  @Column('text', { nullable: true }) slug: string | null;
  @Column('text', { name: 'title_en' }) titleEn: string;
  @Column('text', { name: 'title_fr' }) titleFr: string;
  @Column('text', { name: 'summary_en' }) summaryEn: string;
  @Column('text', { name: 'summary_fr' }) summaryFr: string;
  @Column('text', { name: 'body_en' }) bodyEn: string;
  @Column('text', { name: 'body_fr' }) bodyFr: string;
  @Column('uuid', { name: 'image_id', nullable: true }) imageId: string | null;
  @Column('text', { name: 'image_alt_en' }) imageAltEn: string;
  @Column('text', { name: 'image_alt_fr' }) imageAltFr: string;
  /** When it is scheduled to appear. */
  @Column('timestamptz', { name: 'publish_at', nullable: true }) publishAt: Date | null;
  /** When it first appeared. */
  @Column('timestamptz', { name: 'public_at', nullable: true }) publicAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;
}
