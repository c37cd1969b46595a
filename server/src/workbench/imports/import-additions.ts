import { QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import {
  completeAuthority,
  type NewAuthority,
} from '../../reference/authorities/authorities.service.js';
import type { Authority } from '../../reference/authorities/authority.entity.js';
import { authorityRow } from '../../reference/authorities/authority-row.js';
import { distinctionOf } from '../../reference/authorities/identity.js';
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
    // With four eyes whoever brought it in does not take the next step.
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

/** What is the second of its name in its region gets what tells it from the first. */
async function tellApart(
  manager: EntityManager,
  added: { row: ImportRow; authority: Authority }[],
): Promise<void> {
  const keys = added.map(({ authority }) => authorityKey(authority));
  const standing = await manager.query<{ key: string }[]>(
    `SELECT concat_ws(E'\\n', country_code, kind, region, identity_key) AS key
     FROM authority WHERE concat_ws(E'\\n', country_code, kind, region, identity_key) = ANY($1)
       AND country_code = ANY($2) AND identity_key = ANY($3)`,
    [
      keys,
      added.map(({ authority }) => authority.countryCode),
      added.map(({ authority }) => authority.identityKey),
    ],
  );
  const taken = new Set(standing.map(({ key }) => key));
  for (const { row, authority } of added) {
    const key = authorityKey(authority);
    if (taken.has(key)) authority.distinction = distinctionOf(row.identity);
    taken.add(key);
  }
}

const authorityKey = ({ countryCode, kind, region, identityKey }: Authority) =>
  [countryCode, kind, region, identityKey].join('\n');

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
    if (constraint?.startsWith('authority_'))
      throw new Problem(
        409,
        'import-outdated',
        'An authority of this file came onto the register meanwhile.',
      );
    throw error;
  }
}
