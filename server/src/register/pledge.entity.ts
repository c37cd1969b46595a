import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PillarCode } from '../submissions/answers.js';

export const progressStates = ['planned', 'under_way', 'done', 'dropped'] as const;
export type Progress = (typeof progressStates)[number];

/** A signatory's promise under a pillar: one action of the Pact, or its own words. */
@Entity('pledge')
export class Pledge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'signatory_id' }) signatoryId: string;
  @Column('text', { name: 'pillar_code' }) pillarCode: PillarCode;
  @Column('text', { name: 'action_code', nullable: true }) actionCode: string | null;
  @Column('text', { name: 'own_words', nullable: true }) ownWords: string | null;
  @Column('text', { name: 'own_words_language', nullable: true }) ownWordsLanguage: string | null;
  @Column('smallint', { name: 'target_year', nullable: true }) targetYear: number | null;
  /** The department or service of the authority that leads on it. Public. */
  @Column('text', { name: 'lead_department', nullable: true }) leadDepartment: string | null;
  @Column('text') progress: Progress;
  @Column('smallint') position: number;
}
