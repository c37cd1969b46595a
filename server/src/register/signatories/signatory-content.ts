import type { EntityManager } from 'typeorm';
import type { Facts } from '../../../../contract/facts.js';
import type { AuthorityKind, ProgressState as Progress } from '../../../../contract/kinds.js';
import type { PillarCode } from '../../../../contract/pillars.js';
import type { Translation } from './translations.js';
import { factPairs } from '../../reference/authorities/fact-columns.js';

/** A pledge as stored in a version of its signatory. */
export interface ContentPledge {
  id: string;
  pillar: PillarCode;
  action: string | null;
  /**
   * The version of the Pact under which it was made; versions kept before there were any lack it.
   */
  pactVersion?: number | null;
  ownWords: string | null;
  ownWordsLanguage: string | null;
  targetYear: number | null;
  leadDepartment: string | null;
  progress: Progress;
  progressNote: string | null;
  evidenceUrl: string | null;
  reportedOn: string | null;
  /** Versions kept before there were any lack it. */
  translations?: Translation[];
}

/**
 * The editable content of a signatory. All of it is public once the signatory is published; it is
 * what versions store, compare and restore.
 */
export interface SignatoryContent extends Facts {
  kind: AuthorityKind;
  countryCode: string;
  region: string;
  /** The part of the region, which distinguishes namesakes in one region. */
  district: string;
  nameOfficial: string;
  nameOfficialLanguage: string;
  nameEn: string;
  nameFr: string;
  latitude: number | null;
  longitude: number | null;
  signedOn: string | null;
  sourceUrl: string | null;
  wikidataId: string | null;
  /** The code in its country's statistics. */
  officialCode: string | null;
  /** For an association: the authorities that sign with it. */
  jointSignatories: string[];
  pledges: ContentPledge[];
}

/** The current content of a signatory, as SQL over `signatory s` and its `authority a`. */
const contentColumns = `json_build_object(
  'kind', a.kind, 'countryCode', a.country_code, 'region', a.region, 'district', a.district,
  'nameOfficial', a.name_official,
  'nameOfficialLanguage', a.name_official_language, 'nameEn', a.name_en, 'nameFr', a.name_fr,
  ${factPairs('a')}, 'latitude', a.latitude, 'longitude', a.longitude, 'signedOn', s.signed_on,
  'sourceUrl', s.source_url,
  'wikidataId', a.wikidata_id, 'officialCode', a.official_code, 'jointSignatories',
  a.joint_signatories,
  'pledges', coalesce((
    SELECT json_agg(json_build_object(
      'id', p.id, 'pillar', p.pillar_code, 'action', p.action_code, 'pactVersion', p.pact_version,
      'ownWords', p.own_words, 'ownWordsLanguage', p.own_words_language,
      'targetYear', p.target_year, 'leadDepartment', p.lead_department, 'progress', p.progress,
      'progressNote', p.progress_note,
      'evidenceUrl', p.evidence_url, 'reportedOn', p.reported_on,
      'translations', p.translations) ORDER BY p.position, p.id)
    FROM pledge p WHERE p.signatory_id = s.id), '[]'))`;

/** The current content of these signatories, by id. */
export async function contentsOf(
  manager: EntityManager,
  signatoryIds: string[],
): Promise<Map<string, SignatoryContent>> {
  const rows = await manager.query<{ id: string; content: SignatoryContent }[]>(
    `SELECT s.id, ${contentColumns} AS content FROM signatory s
      JOIN authority a ON a.id = s.authority_id WHERE s.id = ANY($1)`,
    [signatoryIds],
  );
  return new Map(rows.map(({ id, content }) => [id, content]));
}

export async function contentOf(
  manager: EntityManager,
  signatoryId: string,
): Promise<SignatoryContent> {
  const content = (await contentsOf(manager, [signatoryId])).get(signatoryId);
  if (!content) throw new Error(`no signatory ${signatoryId}`);
  return content;
}
