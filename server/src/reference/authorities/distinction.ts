import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { authorityKey, lockNames } from './authority-key.js';
import type { Authority } from './authority.entity.js';
import {
  areTwo,
  distinctionOf,
  identityFields,
  isSaid,
  saidToBeAnother,
  type Identity,
} from './identity.js';

type Named = Omit<Authority, 'version'> & Identity;

/**
 * The distinction of a new authority from those of its name in its region; empty if it is the only
 * one.
 * @param isAnother a colleague says that it is different from all of them.
 * @throws Problem 409 when nothing distinguishes it from one of them.
 */
export async function distinctionAmong(
  manager: EntityManager,
  authority: Named,
  isAnother: boolean,
): Promise<string> {
  const others = await namesakes(manager, authority);
  const isSame = others.some((other) => !areTwo(authority, other));
  if (isSame && !isAnother) throw authorityExists();
  if (isSame) return saidToBeAnother(authority.id);
  return others.length === 0 ? '' : distinctionOf(authority);
}

/**
 * The distinction of a changed authority from others of its name.
 * @throws Problem 409 when nothing distinguishes it from one of them after the change.
 */
export async function distinctionAfter(
  manager: EntityManager,
  before: Named,
  after: Named,
  isAnother: boolean,
): Promise<string> {
  const sameName = authorityKey(before) === authorityKey(after);
  if (sameName && identityFields.every((field) => before[field] === after[field]))
    return before.distinction;
  const others = await namesakes(manager, after);
  const isSame = others.some(
    (other) => !areTwo(after, other) && !(sameName && !areTwo(before, other)),
  );
  if (isSame && !isAnother) throw authorityExists();
  if (isSame) return saidToBeAnother(after.id);
  const isKept = sameName && (before.distinction === '' || isSaid(before.distinction));
  if (isKept || others.length === 0) return sameName ? before.distinction : '';
  return distinctionOf(after);
}

/** The other authorities of its name; locked, so that none is added before the transaction ends. */
async function namesakes(manager: EntityManager, authority: Named): Promise<Identity[]> {
  const { countryCode, kind, region, id } = authority;
  await lockNames(manager, [authorityKey(authority)]);
  return manager.query<Identity[]>(
    `SELECT kind, official_code AS "officialCode", geonames_id AS "placeId", district, latitude,
      longitude
     FROM authority WHERE country_code = $1 AND kind = $2 AND region = $3 AND identity_key = $4
       AND id <> $5`,
    [countryCode, kind, region, authority.identityKey, id],
  );
}

export async function placeOf(manager: EntityManager, id: string): Promise<number | null> {
  const [row] = await manager.query<{ placeId: number | null }[]>(
    'SELECT geonames_id AS "placeId" FROM authority WHERE id = $1',
    [id],
  );
  return row?.placeId ?? null;
}

export function authorityExists(): Problem {
  return new Problem(409, 'authority-exists', 'This authority is already on the register.');
}
