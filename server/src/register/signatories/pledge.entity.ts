import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProgressState as Progress } from '../../../../contract/kinds.js';
import type { PillarCode } from '../../../../contract/pillars.js';
import type { Translation } from './translations.js';

/** A signatory's pledge under a pillar: one action of the Pact, or its own words. */
@Entity('pledge')
export class Pledge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'signatory_id' }) signatoryId: string;
  @Column('text', { name: 'pillar_code' }) pillarCode: PillarCode;
  @Column('text', { name: 'action_code', nullable: true }) actionCode: string | null;
  /**
   * The version of the Pact under which it was made. For an action, it is a version that lists it.
   * If a different version or none is given, the database uses the latest one that does.
   */
  @Column('int', { name: 'pact_version' }) pactVersion?: number;
  @Column('text', { name: 'own_words', nullable: true }) ownWords: string | null;
  @Column('text', { name: 'own_words_language', nullable: true }) ownWordsLanguage: string | null;
  @Column('smallint', { name: 'target_year', nullable: true }) targetYear: number | null;
  /** The department or service of the authority that is in charge of it. Public. */
  @Column('text', { name: 'lead_department', nullable: true }) leadDepartment: string | null;
  @Column('text') progress: Progress;
  /** The signatory's comment on it, or why it was dropped. Public. */
  @Column('text', { name: 'progress_note', nullable: true }) progressNote: string | null;
  @Column('text', { name: 'evidence_url', nullable: true }) evidenceUrl: string | null;
  /** The date on which the last report was approved. */
  @Column('date', { name: 'reported_on', nullable: true }) reportedOn: string | null;
  /** Of its own words and of its note, as far as somebody gave any. Public. */
  @Column('jsonb') translations: Translation[];
  @Column('smallint') position: number;
}
