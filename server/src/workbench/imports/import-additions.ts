import { QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { completeAuthority } from '../../reference/authorities/authorities.service.js';
import type { NewAuthority } from '../../reference/authorities/new-authority.js';
import type { Authority } from '../../reference/authorities/authority.entity.js';
import { authorityRow } from '../../reference/authorities/authority-row.js';
import { authorityKey, lockNames } from '../../reference/authorities/authority-key.js';
import { areTwo, distinctionOf, type Identity } from '../../reference/authorities/identity.js';
import { bulkInsert } from '../../platform/database/bulk-insert.js';
import { Problem } from '../../platform/http/problem.js';
import { newReference } from '../../platform/text/tokens.js';
import { contentsOf } from '../../register/signatories/signatory-content.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { completeFacts } from '../../../../contract/facts.js';
import { isFarCountry } from '../../../../contract/countries.js';
import type { ImportRow } from './import-rows.js';
import type { RunImportDto } from './imports.dto.js';

/**
 * Inserts many new signatories in three statements, each with its first version.
 * @throws Problem 409 when one of them was added to the register by another route meanwhile.
 */
export async function addSignatories(
  manager: EntityManager,
  rows: ImportRow[],
  importId: string,
  staff: Staff,
  { publish, countryReason }: RunImportDto,
) {
  const now = new Date();
  const added = rows.map((row) => ({
    row,
    id: uuidv7(),
    authority: completeAuthority(authorityOf(row)),
  }));
  await tellApart(manager, added);
  await asOne(() =>
    bulkInsert(
      manager,
      'authority',
      added.map(({ row, authority }) => ({
        ...authorityRow(authority, now),
        geonames_id: row.identity.placeId,
      })),
    ),
  );
  const signatories = added.map(({ id, row, authority }) => ({
    id,
    public_id: newReference().toLowerCase(),
    authority_id: authority.id,
    state: publish ? 'published' : 'unlisted',
    // Under the four-eyes rule, the colleague who imported it cannot take the next step.
    decided_by: staff.id,
    signed_on: row.content.signedOn ?? null,
    source_url: row.content.sourceUrl ?? null,
    published_at: publish ? now : null,
    changed_at: now,
    demo: false,
    version: 1,
  }));
  await bulkInsert(manager, 'signatory', signatories);
  const contents = await contentsOf(
    manager,
    added.map(({ id }) => id),
  );
  const revisions = added.map(({ id, row }) => ({
    id: uuidv7(),
    signatory_id: id,
    number: 1,
    signatory_version: 1,
    content: contents.get(id),
    cause: 'import',
    reason: isFarCountry(row.content.countryCode) ? (countryReason ?? '') : '',
    staff_id: staff.id,
    import_id: importId,
    import_row: row.number,
    created_at: now,
  }));
  await bulkInsert(manager, 'signatory_revision', revisions);
  return added.map(({ id, row }) => ({ id, row: row.number }));
}

/**
 * Locks the names that several authorities of this import share, until it ends. All at once and in
 * order, so that two imports cannot deadlock.
 */
export async function lockSecondOnes(manager: EntityManager, rows: ImportRow[]): Promise<void> {
  const keys = rows.map((row) => authorityKey(completeAuthority(authorityOf(row))));
  const seen = new Set<string>();
  const repeated = keys.filter((key) => seen.size === seen.add(key).size);
  await lockNames(manager, [...repeated, ...(await standingOnes(manager, keys)).keys()]);
}

/**
 * Gives an authority a distinguishing detail if its region already has one of that name.
 * @throws Problem 409 when an indistinguishable one was added meanwhile.
 */
async function tellApart(
  manager: EntityManager,
  added: { row: ImportRow; authority: Authority }[],
): Promise<void> {
  const keys = added.map(({ authority }) => authorityKey(authority));
  const standing = await standingOnes(manager, keys);
  for (const { row, authority } of added) {
    const key = authorityKey(authority);
    const others = standing.get(key) ?? [];
    if (others.some((other) => !areTwo(row.identity, other))) throw importOutdated();
    if (others.length > 0) authority.distinction = distinctionOf(row.identity);
    standing.set(key, [...others, row.identity]);
  }
}

/** The authorities that have one of these keys, by key. */
async function standingOnes(
  manager: EntityManager,
  keys: string[],
): Promise<Map<string, Identity[]>> {
  const rows = await manager.query<(Identity & { key: string })[]>(
    `SELECT w.key, a.kind, a.official_code AS "officialCode", a.geonames_id AS "placeId",
      a.district, a.latitude, a.longitude
     FROM (SELECT key, string_to_array(key, E'\\n') AS part FROM unnest($1::text[]) AS key) w
     JOIN authority a ON a.country_code = w.part[1]::char(2) AND a.kind = w.part[2]
       AND a.region = w.part[3] AND a.identity_key = w.part[4]`,
    [[...new Set(keys)]],
  );
  const byKey = new Map<string, Identity[]>();
  for (const { key, ...identity } of rows) byKey.set(key, [...(byKey.get(key) ?? []), identity]);
  return byKey;
}

function authorityOf({ content, identity }: ImportRow): NewAuthority {
  const {
    kind,
    countryCode,
    nameOfficial,
    nameEn,
    nameFr,
    region,
    latitude,
    longitude,
    wikidataId,
  } = content;
  const english = nameEn ?? nameFr ?? nameOfficial;
  return {
    kind,
    countryCode,
    region: region ?? '',
    nameOfficial,
    nameOfficialLanguage: 'und',
    nameEn: english,
    nameFr: nameFr ?? english,
    ...completeFacts(content),
    latitude: latitude ?? null,
    longitude: longitude ?? null,
    wikidataId: wikidataId ?? null,
    officialCode: identity.officialCode,
    district: identity.district,
    demo: false,
  };
}

async function asOne(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { constraint } =
      error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (constraint?.startsWith('authority_')) throw importOutdated();
    throw error;
  }
}

function importOutdated(): Problem {
  const detail = 'An authority of this file came onto the register meanwhile.';
  return new Problem(409, 'import-outdated', detail);
}
