import { Injectable } from '@nestjs/common';
import { identityKey } from '../../platform/text/text.js';
import { PublicDatabase } from './public-database.js';
import type { PlaceDto } from './places.dto.js';
import type { NamesDto } from './public.dto.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';

/** A signatory that may be the applicant's own authority. */
export interface Namesake {
  slug: string;
  names: NamesDto;
  signedOn: string | null;
}

interface Row {
  id: string;
  names: NamesDto;
  signedOn: string | null;
  kind: string;
  region: string;
  geonamesId: number | null;
}

/** Finds in public data whether an authority may be on the register already. */
@Injectable()
export class NamesakesService {
  constructor(private readonly database: PublicDatabase) {}

  /**
   * Signatories of a country that have one of these names, regardless of spelling, script and words
   * like "City of"; three at most.
   */
  async of(country: string, names: (string | undefined)[]): Promise<Namesake[]> {
    const keys = keysOf(names);
    return (await this.withNames(country, keys)).slice(0, 3).map(shown);
  }

  /**
   * Which of these places of a country have signed: by the gazetteer's number if the register has
   * it, otherwise by name and region.
   */
  async at(country: string, places: readonly PlaceDto[]): Promise<Map<number, Namesake>> {
    const namesOf = (place: PlaceDto) => [place.nameOfficial, place.nameEn, place.nameFr];
    const rows = (await this.withNames(country, keysOf(places.flatMap(namesOf)))).filter(
      ({ kind }) => kind === 'municipality',
    );
    const found = places.map((place) => {
      const keys = keysOf(namesOf(place));
      const row = rows.find((candidate) =>
        candidate.geonamesId === null
          ? hasOneOf(candidate, keys) && sameRegion(candidate.region, place.region)
          : candidate.geonamesId === place.id,
      );
      return row && ([place.id, shown(row)] as const);
    });
    return new Map(found.filter((entry) => entry !== undefined));
  }

  /** Which of the regions that these places lie in have signed, by the numbers of the places. */
  async regions(country: string, places: readonly PlaceDto[]): Promise<Map<number, Namesake>> {
    const rows = (await this.withNames(country, keysOf(places.map(({ region }) => region)))).filter(
      ({ kind }) => kind === 'region',
    );
    const found = places.map(({ id, region }) => {
      const row = rows.find((candidate) => hasOneOf(candidate, keysOf([region])));
      return row && ([id, shown(row)] as const);
    });
    return new Map(found.filter((entry) => entry !== undefined));
  }

  private async withNames(country: string, keys: ReadonlySet<string>): Promise<Row[]> {
    if (keys.size === 0) return [];
    const words = [...keys].map((key) => key.split(' ').map((word) => `% ${word} %`));
    const rows = await this.database.query<Row>(
      `SELECT s.public_id AS id, s.signed_on AS "signedOn", s.kind, s.region,
              (SELECT x.geonames_id FROM public_external_id x WHERE x.signatory_id = s.id LIMIT 1)
                AS "geonamesId",
              json_build_object('official', s.name_official, 'officialLanguage',
                s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
       FROM public_signatory s WHERE s.country_code = $1
         AND (${words.map((_, index) => `s.search_text LIKE ALL ($${index + 2})`).join(' OR ')})
         LIMIT 50`,
      [country, ...words],
    );
    return rows.filter((row) => hasOneOf(row, keys));
  }
}

function keysOf(names: (string | undefined)[]): Set<string> {
  return new Set(names.filter((name) => name !== undefined).map(identityKey));
}

function hasOneOf({ names }: Row, keys: ReadonlySet<string>): boolean {
  return [names.official, names.en, names.fr].some((name) => keys.has(identityKey(name)));
}

/** A register entry without a region may be any place of that name. */
function sameRegion(registered: string, region: string): boolean {
  return registered === '' || identityKey(registered) === identityKey(region);
}

function shown({ id, names, signedOn }: Row): Namesake {
  return { slug: signatorySlug(id, names.en), names, signedOn };
}
