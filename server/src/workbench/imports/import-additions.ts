import { QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import {
  completeAuthority,
  type NewAuthority,
} from '../../reference/authorities/authorities.service.js';
import { authorityRow } from '../../reference/authorities/authority-row.js';
import { bulkInsert } from '../../platform/database/bulk-insert.js';
import { Problem } from '../../platform/http/problem.js';
import { newReference } from '../../platform/text/tokens.js';
import type { SignatoryContentDto } from '../../register/signatories/signatory-content.dto.js';
import { contentsOf } from '../../register/signatories/signatory-content.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ImportRow } from './import-rows.js';

/**
 * Many new signatories in three statements, each with its first version.
 * @throws Problem 409 when one of them has come onto the register by another way meanwhile.
 */
export async function addSignatories(
  manager: EntityManager,
  rows: ImportRow[],
  importId: string,
  staff: Staff,
  publish: boolean,
) {
  const now = new Date();
  const added = rows.map((row) => ({
    row,
    id: uuidv7(),
    authority: completeAuthority(authorityOf(row.content)),
  }));
  await asOne(() =>
    bulkInsert(
      manager,
      'authority',
      added.map(({ authority }) => authorityRow(authority, now)),
    ),
  );
  const signatories = added.map(({ id, row, authority }) => ({
    id,
    public_id: newReference().toLowerCase(),
    authority_id: authority.id,
    state: publish ? 'published' : 'unlisted',
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
    reason: '',
    staff_id: staff.id,
    import_id: importId,
    import_row: row.number,
    created_at: now,
  }));
  await bulkInsert(manager, 'signatory_revision', revisions);
  return added.map(({ id, row }) => ({ id, row: row.number }));
}

function authorityOf(content: SignatoryContentDto): NewAuthority {
  const {
    kind,
    countryCode,
    nameOfficial,
    nameEn,
    nameFr,
    region,
    website,
    population,
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
    website: website ?? null,
    population: population ?? null,
    latitude: latitude ?? null,
    longitude: longitude ?? null,
    wikidataId: wikidataId ?? null,
    demo: false,
  };
}

async function asOne(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { constraint } =
      error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (constraint === 'authority_is_one' || constraint === 'authority_wikidata_is_one')
      throw new Problem(
        409,
        'import-outdated',
        'An authority of this file came onto the register meanwhile.',
      );
    throw error;
  }
}
