import { Injectable } from '@nestjs/common';
import { fold, searchWords, tellingSearchWords } from '../../platform/text/text.js';
import { limits } from '../../platform/config/limits.js';
import { PublicDatabase } from './public-database.js';
import type { PlaceDto, PlaceQuery } from './places.dto.js';

interface Row extends PlaceDto {
  otherNames: string;
}

/** A region, as its seat or its largest town. */
export interface Region extends PlaceDto {
  /** Whether it is the seat; otherwise only the largest town is known. */
  seat: boolean;
}

/** West, south, east and north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

type PlaceQuestion = Omit<PlaceQuery, 'limit'> & { limit?: number };

const columns = `id, country_code AS "countryCode", region, name_official AS "nameOfficial",
  name_en AS "nameEn", name_fr AS "nameFr",
  population, latitude, longitude, other_names AS "otherNames"`;
/**
 * An exact match comes before a prefix match; among equals, the more populous place is the likelier
 * one.
 */
const order = `(name_folded = $2) DESC, population DESC, id`;

/** Low enough that a six-letter word with one missing or wrong letter still finds the town. */
const likeness = 0.4;

/** Half a degree is 56 kilometres. */
const nearDegrees = 0.5;

/**
 * Searches the gazetteer for towns by any of their names, in any script, with or without accents.
 */
@Injectable()
export class PlaceSearchService {
  constructor(private readonly database: PublicDatabase) {}

  /**
   * Places in a country with a matching name prefix, most likely first; if there are none, without
   * words like "Stadt" or "Ville de", then those with a similar spelling.
   */
  async search({ country, q, limit = limits.placesFound }: PlaceQuestion): Promise<PlaceDto[]> {
    const words = searchWords(q);
    if (words.length === 0) return [];
    const found = await this.beginning(country, words, limit);
    if (found.length > 0) return found;
    const telling = tellingSearchWords(q);
    const withoutKind =
      telling.length < words.length ? await this.beginning(country, telling, limit) : [];
    if (withoutKind.length > 0) return withoutKind;
    const folded = telling.join(' ');
    return (await this.alike(country, folded, limit)).map((row) => toPlace(row, folded));
  }

  /** The regions of a country in their order, each as its seat; without one, its largest town. */
  async regions(country: string): Promise<Region[]> {
    const rows = await this.database.query<Row & { seat: boolean }>(
      `SELECT * FROM (SELECT DISTINCT ON (region) ${columns}, seat FROM public_place
         WHERE country_code = $1 AND region <> ''
         ORDER BY region, seat DESC, population DESC, id) first
       ORDER BY region COLLATE "und-x-icu"`,
      [country],
    );
    return rows.map(({ seat, ...row }) => ({ ...toPlace(row, ''), seat }));
  }

  /** The largest towns of a country, or of a part of it. */
  async largest(country: string, limit: number, box: Box | null = null): Promise<PlaceDto[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM public_place WHERE country_code = $1
         AND ($3::float8[] IS NULL OR longitude BETWEEN $3[1] AND $3[3]
           AND latitude BETWEEN $3[2] AND $3[4])
       ORDER BY population DESC, id LIMIT $2`,
      [country, limit, box],
    );
    return rows.map((row) => toPlace(row, ''));
  }

  /** The town nearest to a point, by a flat approximation; null if none is near. */
  async nearest(point: { latitude: number; longitude: number }): Promise<PlaceDto | null> {
    const { latitude, longitude } = point;
    const [row] = await this.database.query<Row>(
      `SELECT ${columns} FROM public_place
       WHERE latitude BETWEEN $1::float8 - ${nearDegrees} AND $1::float8 + ${nearDegrees}
         AND abs(longitude - $2::float8) * cos(radians($1::float8)) <= ${nearDegrees}
       ORDER BY (latitude - $1::float8) ^ 2
         + ((longitude - $2::float8) * cos(radians($1::float8))) ^ 2, id LIMIT 1`,
      [latitude, longitude],
    );
    return row ? toPlace(row, '') : null;
  }

  /** Those of which each word begins a word. */
  private async beginning(country: string, words: string[], limit: number): Promise<PlaceDto[]> {
    const conditions = words.map((_, index) => `search_text LIKE $${index + 3}`).join(' AND ');
    const folded = words.join(' ');
    const values = [country, folded, ...words.map((word) => `% ${word}%`)];
    const sql = `SELECT ${columns} FROM ${candidates(conditions)} ORDER BY ${order}`;
    return (await this.query(sql, values, limit)).map((row) => toPlace(row, folded));
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
      `SELECT ${columns} FROM ${candidates('search_text LIKE ANY ($3)')}
        WHERE word_similarity($2, search_text) >= ${likeness}
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
 * Selects the candidate places before any expensive ranking (OFFSET 0 stops the planner from
 * reversing that order). The folded official name comes first in the search text, where the loader
 * writes it.
 */
function candidates(conditions: string): string {
  return `(SELECT *, btrim(substring(search_text FOR length($2) + 2)) AS name_folded
    FROM public_place
           WHERE country_code = $1 AND ${conditions} OFFSET 0) place`;
}

/**
 * The distinctive words of a name: "le", "de" and "am" occur in thousands. If all are short, the
 * longest one.
 */
function tellingWords(folded: string): string[] {
  const words = folded.split(' ');
  const long = words.filter((word) => word.length > 3);
  return long.length > 0
    ? long
    : [words.reduce((longest, word) => (word.length > longest.length ? word : longest))];
}

/**
 * Patterns of which a single typo leaves at least one intact: pieces of three letters or more and,
 * if a swap of two letters could break all of them, also the beginning of the word. Comparing only
 * places that match one of them takes a twentieth of the time.
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

/**
 * Adds the alternative name that matched the search, if one did: "Keulen" finds Köln and shows why.
 */
function toPlace({ otherNames, ...place }: Row, folded: string): PlaceDto {
  const shown = [place.nameOfficial, place.nameEn, place.nameFr];
  const known = !folded || shown.some((name) => begins(name, folded));
  const foundBy = known ? undefined : otherNames.split('|').find((name) => begins(name, folded));
  return foundBy ? { ...place, foundBy } : place;
}

function begins(name: string, folded: string): boolean {
  return ` ${fold(name)}`.includes(` ${folded}`);
}
