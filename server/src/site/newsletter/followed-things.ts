import type { EntityManager } from 'typeorm';
import { regionNames } from '../../../../contract/language-formats.js';
import type { Followed, FollowKind } from '../../../../contract/follows.js';
import { nameIn, wordsIn, type Language, type Translated } from '../../../../contract/languages.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';

/** A follow with the name of its subject, from public data only. */
export interface FollowedThing extends Followed {
  id: string;
  publicId: string | null;
  names: Parameters<typeof nameIn>[1] | null;
  wording: Translated | null;
}

/** For a merged signatory, the one that it became. */
export const followedSignatory = `coalesce((SELECT m.into_public_id FROM public_merged_signatory m
  WHERE m.public_id = f.key), f.key)`;

/** The columns of `FollowedThing`, over a row `follow f`. */
export const thingColumns = `f.id, f.kind, f.key, g."publicId", g.names,
  (SELECT wording FROM action a WHERE f.kind = 'action' AND a.code = f.key) AS wording`;
export const thingJoin = `LEFT JOIN LATERAL (
  SELECT s.public_id AS "publicId", json_build_object('official', s.name_official,
    'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
  FROM public_changed_signatory s
  WHERE f.kind = 'signatory' AND s.public_id = ${followedSignatory}) g ON true`;

/** The name that readers see. */
export function labelOf(language: Language, { kind, key, names, wording }: FollowedThing): string {
  if (kind === 'country') return regionNames(language).of(key) ?? key;
  if (kind === 'action') return wording ? wordsIn(language, wording) : key;
  return names ? nameIn(language, names) : key;
}

/** Its page, without the language; null for a signatory that is nowhere public. */
export function pathOf({ kind, key, publicId, names }: FollowedThing): string | null {
  if (kind === 'country') return `/countries/${key}`;
  if (kind === 'action') return `/pact/${key.replace('.', '/')}`;
  return publicId && names ? signatoryPath('', publicId, names.en).slice(1) : null;
}

const exists: Record<FollowKind, string> = {
  signatory: `SELECT 1 FROM public_changed_signatory WHERE public_id = $1 AND NOT gone`,
  country: `SELECT 1 FROM country WHERE code = $1`,
  action: `SELECT 1 FROM action WHERE code = $1`,
};

/** Whether it is public now: hidden or former entries cannot be followed. */
export async function canBeFollowed(
  manager: EntityManager,
  { kind, key }: Followed,
): Promise<boolean> {
  return (await manager.query<unknown[]>(exists[kind], [key])).length > 0;
}
