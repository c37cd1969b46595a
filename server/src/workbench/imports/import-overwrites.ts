import type { EntityManager } from 'typeorm';
import type { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { isFarCountry } from '../../../../contract/countries.js';
import type { RunImportDto } from './imports.dto.js';

/**
 * @param seen the versions that the proposer saw, if the import waited for a second colleague.
 * @returns the versions of the entries that it overwrites.
 * @throws Problem 412 when one of them has changed since.
 */
export async function requireAsSeen(
  manager: EntityManager,
  events: EventsService,
  overwritten: string[],
  seen?: Record<string, number>,
): Promise<Record<string, number>> {
  const rows = await manager.query<{ id: string; version: number; at: Date }[]>(
    'SELECT id, version, changed_at AS at FROM signatory WHERE id = ANY($1)',
    [overwritten],
  );
  for (const { id, version, at } of seen ? rows : [])
    if (version !== seen![id])
      requireVersion(version, seen![id] ?? 0, { at, ...(await events.last(manager, id)) });
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** The versions of authorities outside Europe say why they are here. */
export function reasonFor(countryCode: string, { countryReason }: RunImportDto): string {
  return isFarCountry(countryCode) ? (countryReason ?? '') : '';
}
