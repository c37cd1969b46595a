import type { EntityManager } from 'typeorm';
import type { Authority } from './authority.entity.js';

type Keyed = Pick<Authority, 'countryCode' | 'kind' | 'region' | 'identityKey'>;

/** The key that authorities of the same name, kind and region share. */
export const authorityKey = ({ countryCode, kind, region, identityKey }: Keyed) =>
  [countryCode, kind, region, identityKey].join('\n');

/**
 * Keeps others from adding authorities of these names until the transaction ends: two added at once
 * might both differ from the first one but not from each other.
 */
export async function lockNames(manager: EntityManager, keys: string[]): Promise<void> {
  // In one order, so that no two wait for each other.
  for (const key of [...new Set(keys)].sort())
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}
