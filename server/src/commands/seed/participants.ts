import type { Translated } from '../../../../contract/languages.js';
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
  /** Only where the source itself is its website. */
  website: string | null;
  /** The place of the gazetteer whose point it has: the town, or the seat of a region. */
  placeId: number | null;
  latitude: number | null;
  longitude: number | null;
  signedOn: string | null;
  sourceUrl: string;
  /** What the source says beyond the date. */
  note: Translated | null;
}

/**
 * Participants with an unknown date of joining are sorted last, as if they joined at the Pact's
 * launch. The page says so.
 */
const launch = '2012-11';

/**
 * Seeds the participants of the old site that a public page names, each with that page. Values that
 * the source does not give are left empty.
 * @returns their public ids.
 */
export async function seedParticipants(manager: EntityManager): Promise<string[]> {
  const rows = (await shippedParticipants()).map(
    ({ signedOn, sourceUrl, note, placeId, ...names }) => {
      const authority = completeAuthority({ ...names, demo: false });
      return {
        authority: {
          ...authorityRow(authority),
          geonames_id: authority.kind === 'municipality' ? placeId : null,
        },
        signatory: signatoryRow({
          authorityId: authority.id,
          signedOn,
          sourceUrl,
          sourceNote: note,
          publishedAt: dayOf(signedOn ?? launch),
          demo: false,
        }),
      };
    },
  );
  await bulkInsert(
    manager,
    'authority',
    rows.map((row) => row.authority),
  );
  await bulkInsert(
    manager,
    'signatory',
    rows.map((row) => row.signatory),
  );
  return rows.map(({ signatory }) => signatory.public_id);
}

/**
 * Updates the notes on sources in an existing register. Nobody edits these notes, so the program's
 * are right for every entry with the same source.
 * @returns whether any changed.
 */
export async function updateSourceNotes(manager: EntityManager): Promise<boolean> {
  const notes = (await shippedParticipants()).map(({ countryCode, nameOfficial, ...rest }) => ({
    country: countryCode,
    name: nameOfficial,
    source: rest.sourceUrl,
    note: rest.note,
  }));
  const [, changed] = await manager.query<[unknown, number]>(
    `UPDATE signatory s SET source_note = nullif(n.note, 'null')
     FROM authority a,
       jsonb_to_recordset($1) AS n (country text, name text, source text, note jsonb)
     WHERE a.id = s.authority_id AND a.country_code = n.country AND a.name_official = n.name
       AND s.source_url = n.source
       AND s.source_note IS DISTINCT FROM nullif(n.note, 'null')`,
    [JSON.stringify(notes)],
  );
  return changed > 0;
}

export async function shippedParticipants(): Promise<Participant[]> {
  const file = new URL('./participants.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Participant[];
}
