import { uuidv7 } from 'uuidv7';
import type { Authority } from '../authorities/authority.entity.js';
import { newReference } from '../common/tokens.js';

/** Rows as the tables have them, for loading in bulk what did not come through the form. */
export function authorityRow(authority: Authority): Record<string, unknown> {
  return {
    id: authority.id,
    kind: authority.kind,
    country_code: authority.countryCode,
    region: authority.region,
    name_official: authority.nameOfficial,
    name_official_language: authority.nameOfficialLanguage,
    name_en: authority.nameEn,
    name_fr: authority.nameFr,
    identity_key: authority.identityKey,
    search_text: authority.searchText,
    website: authority.website,
    population: authority.population,
    latitude: authority.latitude,
    longitude: authority.longitude,
    joint_signatories: authority.jointSignatories,
    demo: authority.demo,
    version: 1,
    created_at: new Date(),
    updated_at: new Date(),
  };
}

interface SignatoryFacts {
  authorityId: string;
  signedOn: string | null;
  sourceUrl: string | null;
  publishedAt: Date | null;
  demo: boolean;
  endorsementId?: string;
}

export function signatoryRow({
  authorityId,
  signedOn,
  sourceUrl,
  publishedAt,
  demo,
  endorsementId,
}: SignatoryFacts): Record<string, unknown> & { id: string } {
  return {
    id: uuidv7(),
    public_id: newReference().toLowerCase(),
    authority_id: authorityId,
    endorsement_id: endorsementId ?? null,
    state: publishedAt ? 'published' : 'unlisted',
    signed_on: signedOn,
    source_url: sourceUrl,
    published_at: publishedAt,
    changed_at: publishedAt ?? new Date(),
    demo,
    version: 1,
  };
}

/** A date known only to the month or year stands at its beginning, for sorting. */
export function dayOf(date: string): Date {
  return new Date(`${date}${'-01-01'.slice(date.length - 4)}T09:00:00Z`);
}
