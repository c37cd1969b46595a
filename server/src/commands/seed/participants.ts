import type { AuthorityKind } from '../../../../contract/kinds.js';
import { authorityRow } from '../../reference/authorities/authority-row.js';
import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { completeAuthority } from '../../reference/authorities/authorities.service.js';
import { bulkInsert } from '../../platform/database/bulk-insert.js';
import { dayOf, signatoryRow } from './rows.js';

interface Participant {
  kind: AuthorityKind;
  countryCode: string;
  nameOfficial: string;
  nameOfficialLanguage: string;
  nameEn: string;
  nameFr: string;
  region: string;
  website: string | null;
  latitude: number;
  longitude: number;
  signedOn: string | null;
  sourceUrl: string;
}

/**
 * Participants with an unknown date of joining are sorted last, as if they joined at the Pact's
 * launch. The page says so.
 */
const launch = '2012-11';

/**
 * The participants of the old site that a public page names, each with that page. Whatever a source
 * does not say stays empty.
 * @returns their public ids.
 */
export async function seedParticipants(manager: EntityManager): Promise<string[]> {
  const participants = JSON.parse(
    await readFile(new URL('./participants.json', import.meta.url), 'utf8'),
  ) as Participant[];
  const rows = participants.map(({ signedOn, sourceUrl, ...names }) => {
    const authority = completeAuthority({ ...names, demo: false });
    return {
      authority,
      signatory: signatoryRow({
        authorityId: authority.id,
        signedOn,
        sourceUrl,
        publishedAt: dayOf(signedOn ?? launch),
        demo: false,
      }),
    };
  });
  await bulkInsert(
    manager,
    'authority',
    rows.map((row) => authorityRow(row.authority)),
  );
  await bulkInsert(
    manager,
    'signatory',
    rows.map((row) => row.signatory),
  );
  return rows.map(({ signatory }) => signatory.public_id);
}
