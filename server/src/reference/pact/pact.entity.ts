import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Translated } from '../../../../contract/languages.js';

/** One of the four Ps. */
@Entity('pillar')
export class Pillar {
  @PrimaryColumn('text') code: string;
  @Column('smallint') position: number;
  @Column('jsonb') name: Translated;
  @Column('jsonb') aim: Translated;
}

/** One possible measure that the Pact lists under a pillar. */
@Entity('action')
export class Action {
  @PrimaryColumn('text') code: string;
  @Column('text', { name: 'pillar_code' }) pillarCode: string;
  @Column('smallint') position: number;
  @Column('jsonb') wording: Translated;
  /** What it means in practice, in one line. */
  @Column('jsonb') explanation: Translated;
  /** The articles of the Lanzarote Convention on which it is based. */
  @Column('text') source: string;
}
