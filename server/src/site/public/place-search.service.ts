import { Injectable } from '@nestjs/common';
import { fold, searchWords } from '../../platform/text/text.js';
import { limits } from '../../platform/config/limits.js';
import { PublicDatabase } from './public-database.js';
import type { PlaceDto, PlaceQuery } from './public.dto.js';

interface Row extends PlaceDto {
  otherNames: string;
}

type PlaceQuestion = Omit<PlaceQuery, 'limit'> & { limit?: number };

const columns = `id, country_code AS "countryCode", region, name_official AS "nameOfficial", name_en AS "nameEn", name_fr AS "nameFr",
  population, latitude, longitude, other_names AS "otherNames"`;
/**
 * A name that is the whole search comes before one that only begins like it; among equals the
 * larger place is more often meant.
 */
const order = `(name_folded = $2) DESC, population DESC, id`;

/** One letter missing or wrong in a word of six still finds the town. */
const likeness = 0.4;

/**
 * Looks towns up in the gazetteer by any of their names, in any script, with or without accents.
 */
@Injectable()
export class PlaceSearchService {
  constructor(private readonly database: PublicDatabase) {}

  /**
   * The places of a country whose names begin so, the most likely first; where there is none, those
   * that are written much like it.
   */
  async search({ country, q, limit = limits.placesFound }: PlaceQuestion): Promise<PlaceDto[]> {
    const words = searchWords(q);
    if (words.length === 0) return [];
    const conditions = words.map((_, index) => `search_text LIKE $${index + 3}`).join(' AND ');
    const folded = words.join(' ');
    const values = [country, folded, ...words.map((word) => `% ${word}%`)];
    const found = await this.query(
      `SELECT ${columns} FROM ${candidates(conditions)} ORDER BY ${order}`,
      values,
      limit,
    );
    const rows = found.length > 0 ? found : await this.alike(country, folded, limit);
    return rows.map((row) => toPlace(row, folded));
  }

  async byId(id: number): Promise<PlaceDto | null> {
    const [row] = await this.database.query<Row>(
      `SELECT ${columns} FROM public_place WHERE id = $1`,
      [id],
    );
    return row ? toPlace(row, '') : null;
  }

  private alike(country: string, folded: string, limit: number): Promise<Row[]> {
    if (folded.length < 4) return Promise.resolve([]);
    return this.query(
      `SELECT ${columns} FROM ${candidates('search_text LIKE ANY ($3)')} WHERE word_similarity($2, search_text) >= ${likeness}
       ORDER BY word_similarity($2, search_text) DESC, population DESC, id`,
      [country, folded, tellingWords(folded).flatMap(whatATypoLeaves)],
      limit,
    );
  }

  private query(sql: string, values: unknown[], limit: number): Promise<Row[]> {
    return this.database.query<Row>(`${sql} LIMIT ${limit}`, values);
  }
}

/**
 * Places that meet the conditions, before anything dear is done with them (OFFSET 0 keeps the
 * planner from asking the other way round). The official name folded as the search is: the loader
 * wrote it first into the search text.
 */
function candidates(conditions: string): string {
  return `(SELECT *, btrim(substring(search_text FOR length($2) + 2)) AS name_folded FROM public_place
           WHERE country_code = $1 AND ${conditions} OFFSET 0) place`;
}

/**
 * The words that are written in few names: "le", "de" and "am" are in thousands. Where all are
 * short, the longest.
 */
function tellingWords(folded: string): string[] {
  const words = folded.split(' ');
  const long = words.filter((word) => word.length > 3);
  return long.length > 0
    ? long
    : [words.reduce((longest, word) => (word.length > longest.length ? word : longest))];
}

/**
 * Parts of a word of which a slip of the finger leaves at least one whole: its pieces of three
 * letters or more, and where they are so few that two letters in the wrong order could break them
 * all, its beginning. To compare only the places that hold one of them takes a twentieth of the
 * time.
 */
function whatATypoLeaves(word: string): string[] {
  const pieces = Math.max(1, Math.floor(word.length / 3));
  const cut = (piece: number) => Math.floor((piece * word.length) / pieces);
  const beginning = pieces < 3 ? [`% ${word.slice(0, 2)}%`] : [];
  return [
    ...beginning,
    ...Array.from({ length: pieces }, (_, piece) => `%${word.slice(cut(piece), cut(piece + 1))}%`),
  ];
}

/** With the other name that the search meant, if it meant one: "Keulen" finds Köln and says why. */
function toPlace({ otherNames, ...place }: Row, folded: string): PlaceDto {
  const shown = [place.nameOfficial, place.nameEn, place.nameFr];
  const known = !folded || shown.some((name) => begins(name, folded));
  const foundBy = known ? undefined : otherNames.split('|').find((name) => begins(name, folded));
  return foundBy ? { ...place, foundBy } : place;
}

function begins(name: string, folded: string): boolean {
  return ` ${fold(name)}`.includes(` ${folded}`);
}
