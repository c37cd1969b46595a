import { Injectable } from '@nestjs/common';
import { QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { completeFacts } from '../../../../contract/facts.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import { Problem } from '../../platform/http/problem.js';
import { fold, identityKey, searchText } from '../../platform/text/text.js';
import { Authority } from './authority.entity.js';
import type { AuthorityAnswers } from './authority-answers.js';
import type { NewAuthority } from './new-authority.js';
import { fromAnswers } from './authority-answers.js';
import { authorityExists, distinctionAfter, distinctionAmong, placeOf } from './distinction.js';

/** An authority that may be the same as another one, and why we think so. */
export interface DuplicateCandidate {
  authorityId: string;
  publicId: string | null;
  state: string | null;
  kind: AuthorityKind;
  nameOfficial: string;
  nameEn: string;
  nameFr: string;
  region: string;
  population: number | null;
  latitude: number | null;
  longitude: number | null;
  website: string | null;
  /** 0 to 1: how alike the names are. 1 is the same name. */
  similarity: number;
}

/**
 * Creates authorities, and finds existing ones under another spelling or script.
 */
@Injectable()
export class AuthoritiesService {
  /**
   * @param placeId the place in the gazetteer that was chosen.
   * @param isAnother a colleague says that it is different from those of the same name.
   * @throws Problem 409 when the authority exists already: the database's unique key decides, even
   *   in a race.
   */
  async create(
    manager: EntityManager,
    wanted: NewAuthority,
    { placeId, isAnother = false }: { placeId?: number; isAnother?: boolean } = {},
  ): Promise<Authority> {
    const authority = manager.create(Authority, completeAuthority(wanted));
    const geonamesId = await identified(manager, wanted, placeId);
    const identity = { ...authority, placeId: geonamesId };
    authority.distinction = await distinctionAmong(manager, identity, isAnother);
    await asOne(() => manager.insert(Authority, authority));
    await manager.query('UPDATE authority SET geonames_id = $2 WHERE id = $1', [
      authority.id,
      geonamesId,
    ]);
    return authority;
  }

  /**
   * Gives an authority the names, website and place of its new answers. @throws Problem 409 when
   * that would make it the same as an existing one.
   */
  async amend(
    manager: EntityManager,
    id: string,
    answers: AuthorityAnswers,
    place: { latitude: number; longitude: number },
    isAnother = false,
  ): Promise<void> {
    const before = await manager.findOneByOrFail(Authority, { id });
    const wanted = fromAnswers(answers, place);
    const sameName = wanted.nameOfficial === before.nameOfficial;
    const geonamesId = await identified(manager, answers, answers.placeId);
    // Only staff say what Wikidata calls it.
    const after = {
      ...wanted,
      wikidataId: before.wikidataId,
      ...(sameName ? { nameOfficialLanguage: before.nameOfficialLanguage } : {}),
    };
    await this.write(manager, before, after, { placeId: geonamesId, isAnother });
  }

  /**
   * Overwrites an authority.
   * @throws Problem 409 when that would make it the same as an existing one, or give it another
   *   one's number.
   */
  async rewrite(
    manager: EntityManager,
    id: string,
    wanted: Omit<NewAuthority, 'demo'>,
  ): Promise<void> {
    const before = await manager.findOneByOrFail(Authority, { id });
    const placeId = await placeOf(manager, id);
    await this.write(manager, before, wanted, { placeId, isAnother: false });
  }

  private async write(
    manager: EntityManager,
    before: Authority,
    wanted: Omit<NewAuthority, 'demo'>,
    { placeId, isAnother }: { placeId: number | null; isAnother: boolean },
  ): Promise<void> {
    const { id, demo, version, officialCode, district } = before;
    const {
      id: _,
      version: __,
      ...after
    } = completeAuthority({ officialCode, district, ...wanted, demo });
    after.distinction = await distinctionAfter(
      manager,
      { ...before, placeId: await placeOf(manager, id) },
      { ...after, id, placeId },
      isAnother,
    );
    await asOne(() => manager.update(Authority, id, { ...after, version: version + 1 }));
    await manager.query('UPDATE authority SET updated_at = now(), geonames_id = $2 WHERE id = $1', [
      id,
      placeId,
    ]);
  }

  /**
   * The most alike authorities of the same country, best first, over all their names and scripts.
   */
  async duplicates(
    manager: EntityManager,
    countryCode: string,
    names: string[],
  ): Promise<DuplicateCandidate[]> {
    const wanted = [
      ...new Set(names.filter(Boolean).flatMap((name) => [fold(name), identityKey(name)])),
    ];
    if (wanted.length === 0) return [];
    return manager.query<DuplicateCandidate[]>(
      `SELECT a.id AS "authorityId", s.public_id AS "publicId", s.state, a.kind,
        a.name_official AS "nameOfficial",
              a.name_en AS "nameEn", a.name_fr AS "nameFr", a.region, a.population, a.latitude,
              a.longitude, a.website,
              round(max(word_similarity(wanted, a.search_text))::numeric, 2)::float AS similarity
       FROM unnest($2::text[]) AS wanted
       JOIN authority a ON a.country_code = $1 AND wanted <% a.search_text
       LEFT JOIN signatory s ON s.authority_id = a.id
       GROUP BY a.id, s.public_id, s.state
       ORDER BY similarity DESC, a.id LIMIT 10`,
      [countryCode, wanted],
    );
  }
}

/**
 * The GeoNames number of an authority: that of the chosen place, as long as the authority has that
 * place's name.
 */
async function identified(
  manager: EntityManager,
  { countryCode, nameOfficial }: { countryCode: string; nameOfficial: string },
  placeId?: number,
): Promise<number | null> {
  const [place] = placeId
    ? await manager.query<{ official: string; en: string }[]>(
        'SELECT name_official AS official, name_en AS en FROM place WHERE id = $1 AND ' +
          'country_code = $2',
        [placeId, countryCode],
      )
    : [];
  const same =
    place && [place.official, place.en].map(identityKey).includes(identityKey(nameOfficial));
  return same && placeId ? placeId : null;
}

function wikidataIdTaken(): Problem {
  const detail = 'Another authority of the register has this Wikidata number.';
  return new Problem(409, 'wikidata-id-taken', detail, {
    errors: [
      {
        pointer: '/wikidataId',
        key: 'isUnique',
        params: {},
        detail: 'belongs to another authority of the register',
      },
    ],
  });
}

/** The database's unique keys say whether an authority, or its number, is there already. */
async function asOne(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { constraint } =
      error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (constraint === 'authority_is_one' || constraint === 'authority_code_is_one')
      throw authorityExists();
    if (constraint === 'authority_wikidata_is_one') throw wikidataIdTaken();
    throw error;
  }
}

/**
 * Everything that is derived from an authority's names, in one place for the service and for bulk
 * loads.
 */
export function completeAuthority(wanted: NewAuthority): Authority {
  const { jointSignatories = [], wikidataId = null, officialCode = null, district = '' } = wanted;
  // A search for a member finds the association it signed with.
  const names = [wanted.nameOfficial, wanted.nameEn, wanted.nameFr, ...jointSignatories];
  const derived = { identityKey: identityKey(wanted.nameOfficial), searchText: searchText(names) };
  const identity = { officialCode, district, distinction: '' };
  return {
    id: uuidv7(),
    ...wanted,
    ...completeFacts(wanted),
    wikidataId,
    ...identity,
    jointSignatories,
    ...derived,
    version: 1,
  };
}
