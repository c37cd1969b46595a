import type { DataSource, EntityManager } from 'typeorm';
import { saidToBeAnother } from '../../reference/authorities/identity.js';
import { identityKey, nameEdition, searchText } from '../../platform/text/text.js';

const batch = 5_000;

interface Named {
  id: string;
  countryCode: string;
  kind: string;
  region: string;
  distinction: string;
  nameOfficial: string;
  nameEn: string;
  nameFr: string;
  jointSignatories: string[];
  identityKey: string;
  searchText: string;
}

/**
 * Recalculates the stored keys and search texts of authorities and cases when the rules for
 * comparing names have changed.
 * @returns how many authorities got new ones.
 */
export async function renewNameTexts(database: DataSource): Promise<number> {
  return database.transaction(async (manager) => {
    // The timeout is meant for page requests; on a large register this takes longer.
    await manager.query('SET LOCAL statement_timeout = 0');
    await manager.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE');
    const held = await manager.query<unknown[]>(
      `SELECT 1 FROM setting WHERE key = 'name-texts' AND value = to_jsonb($1::int)`,
      [nameEdition],
    );
    if (held.length > 0) return 0;
    const renewed = await renewAuthorities(manager);
    // Cases get theirs before the next search.
    await manager.query(
      'UPDATE submission SET search_text = NULL, identity_key = NULL WHERE search_text IS NOT NULL',
    );
    await manager.query(
      `INSERT INTO setting (key, value) VALUES ('name-texts', to_jsonb($1::int)) ON CONFLICT (key)
        DO UPDATE SET value = EXCLUDED.value`,
      [nameEdition],
    );
    return renewed;
  });
}

/**
 * Authorities that the new rules consider the same stay separate, because both are on the register.
 */
async function renewAuthorities(manager: EntityManager): Promise<number> {
  const authorities = await manager.query<Named[]>(
    `SELECT id, country_code AS "countryCode", kind, region, distinction,
      name_official AS "nameOfficial", name_en AS "nameEn",
      name_fr AS "nameFr", joint_signatories AS "jointSignatories",
      identity_key AS "identityKey", search_text AS "searchText"
      FROM authority ORDER BY created_at, id`,
  );
  const taken = new Set<string>();
  const changed = authorities.flatMap((authority) => {
    const { id, countryCode, kind, region, nameOfficial, nameEn, nameFr } = authority;
    const key = identityKey(nameOfficial);
    const whole = (distinction: string) => [countryCode, kind, region, key, distinction].join('\n');
    const isTaken = taken.has(whole(authority.distinction));
    const distinction = isTaken ? saidToBeAnother(id) : authority.distinction;
    taken.add(whole(distinction));
    const names = [nameOfficial, nameEn, nameFr, ...authority.jointSignatories];
    const text = searchText(names);
    const isKept =
      authority.identityKey === key &&
      authority.distinction === distinction &&
      authority.searchText === text;
    return isKept ? [] : [{ id, key, distinction, text }];
  });
  // PostgreSQL checks each update against rows not updated yet, and an old key may be another row's
  // new one.
  await manager.query(`UPDATE authority SET identity_key = 'renewed ' || id WHERE id = ANY ($1)`, [
    changed.map(({ id }) => id),
  ]);
  for (let start = 0; start < changed.length; start += batch)
    await manager.query(
      `UPDATE authority a SET identity_key = r.key, distinction = r.distinction,
        search_text = r.text
       FROM json_to_recordset($1) AS r (id uuid, key text, distinction text, text text)
         WHERE a.id = r.id`,
      [JSON.stringify(changed.slice(start, start + batch))],
    );
  return changed.length;
}
