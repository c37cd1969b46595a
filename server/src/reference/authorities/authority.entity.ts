import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Facts } from '../../../../contract/facts.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';

/**
 * A body that can join the Pact: a municipality, a region, an association of them, or another
 * organisation.
 */
@Entity('authority')
export class Authority implements Facts {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: AuthorityKind;
  @Column('char', { name: 'country_code', length: 2 }) countryCode: string;
  /** Its admin unit, which distinguishes places of the same name. */
  @Column('text') region: string;
  @Column('text', { name: 'name_official' }) nameOfficial: string;
  @Column('text', { name: 'name_official_language' }) nameOfficialLanguage: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text', { name: 'name_fr' }) nameFr: string;
  /** The code in its country's statistics: Gemeindeschlüssel, code INSEE, TERYT. */
  @Column('text', { name: 'official_code', nullable: true }) officialCode: string | null;
  /** The part of the region, which distinguishes namesakes in one region. */
  @Column('text') district: string;
  /** Identifies the authority: unique together with country, kind, region and distinction. */
  @Column('text', { name: 'identity_key' }) identityKey: string;
  /**
   * Distinguishes it from others of its name in its region (identity.ts); empty if it is the only
   * one.
   */
  @Column('text') distinction: string;
  @Column('text', { name: 'search_text' }) searchText: string;
  @Column('text', { nullable: true }) website: string | null;
  @Column('integer', { nullable: true }) population: number | null;
  /** Codes of pillars, separated by commas, in the order of the Pact. */
  @Column('text', { name: 'outside_competence', nullable: true }) outsideCompetence: string | null;
  @Column('double precision', { nullable: true }) latitude: number | null;
  @Column('double precision', { nullable: true }) longitude: number | null;
  /** Under which number Wikidata knows it (`Q90`); no two have the same. */
  @Column('text', { name: 'wikidata_id', nullable: true }) wikidataId: string | null;
  /** For an association: the names of its joint signatories. */
  @Column('text', { name: 'joint_signatories', array: true }) jointSignatories: string[];
  @Column('boolean') demo: boolean;
  @Column('integer') version: number;
}
