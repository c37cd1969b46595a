import { columnOfFact, factNames } from '../../../../contract/facts.js';
import type { Authority } from './authority.entity.js';

/** A row of the authority table, for bulk loads that bypass the form. */
export function authorityRow(authority: Authority, at = new Date()): Record<string, unknown> {
  return {
    id: authority.id,
    kind: authority.kind,
    country_code: authority.countryCode,
    region: authority.region,
    name_official: authority.nameOfficial,
    name_official_language: authority.nameOfficialLanguage,
    name_en: authority.nameEn,
    name_fr: authority.nameFr,
    official_code: authority.officialCode,
    district: authority.district,
    identity_key: authority.identityKey,
    distinction: authority.distinction,
    search_text: authority.searchText,
    ...Object.fromEntries(factNames.map((name) => [columnOfFact(name), authority[name]])),
    latitude: authority.latitude,
    longitude: authority.longitude,
    wikidata_id: authority.wikidataId,
    joint_signatories: authority.jointSignatories,
    demo: authority.demo,
    version: 1,
    created_at: at,
    updated_at: at,
  };
}
