import { Injectable } from '@nestjs/common';
import { regionNames } from '../../../../contract/language-formats.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import { identityKey, searchWords } from '../../platform/text/text.js';
import type { NamesDto } from '../public/public.dto.js';
import { PublicDatabase } from '../public/public-database.js';
import { filterSql, namesColumn } from '../public/register-query.js';
import { SearchService } from '../public/search.service.js';
import {
  hasName,
  isNamed,
  kindSaid,
  mayBeItsRegion,
  saysAllOf,
  saysFullName,
  similarity,
} from './likeness.js';
import { kindNames } from './manifest.js';
import type { NameQuestion } from './questions.js';

/** A signatory that a name may mean. */
export interface Candidate {
  id: string;
  name: string;
  description: string;
  score: number;
  /** Whether it can mean no other. */
  match: boolean;
  type: { id: string; name: string }[];
}

interface Row {
  id: string;
  kind: AuthorityKind;
  countryCode: string;
  region: string;
  names: NamesDto;
  geonamesId: number | null;
  state: 'published' | 'on_hold';
  demo: boolean;
}

/** A place in the gazetteer with a name. */
interface Bearer {
  id: number;
  countryCode: string;
  official: string;
  en: string;
  fr: string;
  otherNames: string;
}

/** The places with a name, and whether the list is complete. */
interface Bearers {
  places: Bearer[];
  areAll: boolean;
}

const columns = `s.public_id AS id, s.kind, s.state, s.demo, s.region,
  s.country_code AS "countryCode",
  ${namesColumn},
  (SELECT i.geonames_id FROM public_external_id i WHERE i.signatory_id = s.id LIMIT 1)
    AS "geonamesId"`;
/** The names nearest in length; thousands share common beginnings. */
const mostCompared = 60;
/** Prefixes this short match half of the register. */
const shortest = 3;
const mostBearers = 100;
const scores = { same: 100, otherName: 90, sameButKind: 75, most: 70 };

/**
 * Finds the signatories that a name may mean, by the search of the list, and says how likely each
 * is. A match with a town is certain only if the gazetteer has the town and nothing else has its
 * full name: no other signatory, no other place in the requested countries, no region around it.
 * The gazetteer has no regions or associations, so these need the country and the full name.
 */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
  ) {}

  async candidates(question: NameQuestion): Promise<Candidate[]> {
    const { name, countries, kinds, limit } = question;
    if (countries?.length === 0 || kinds?.length === 0) return [];
    const byId = await this.withId(name, question);
    if (byId) return [shown(byId, scores.same, true)];
    const words = searchWords(name);
    if (words.length === 0) return [];
    const rows = await this.found(question, words);
    if (rows.length === 0) return [];
    const bearers = await this.bearers(question, words);
    return rows
      .map((row) => judged(row, rows, bearers, question))
      .sort((one, other) => other.score - one.score || compare(one.name, other.name))
      .slice(0, limit);
  }

  /** Signatories whose names begin with this text, for suggestions while typing. */
  async suggested(prefix: string, skipped: number, count: number): Promise<Candidate[]> {
    const byId = await this.withId(prefix);
    if (byId) return skipped === 0 ? [shown(byId, scores.same, true)] : [];
    const words = searchWords(prefix);
    if (words.length === 0) return [];
    const rows = await this.beginning(words, skipped, count);
    return rows.map((row) => shown(row, scores.most, false));
  }

  /** By its identifier here, or that of one merged into it, or its item in Wikidata. */
  private async withId(
    text: string,
    { countries, kinds }: Pick<NameQuestion, 'countries' | 'kinds'> = {},
  ): Promise<Row | undefined> {
    const isOurs = /^[a-z0-9]{8}$/.test(text);
    if (!isOurs && !/^Q[1-9]\d{0,11}$/.test(text)) return undefined;
    const condition = isOurs
      ? `s.public_id IN ($1, (SELECT m.into_public_id FROM public_merged_signatory m
          WHERE m.public_id = $1))`
      : `s.id IN (SELECT i.signatory_id FROM public_external_id i WHERE i.wikidata_id = $1)`;
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM public_signatory s WHERE ${condition}
        AND ($2::text[] IS NULL OR s.country_code = ANY ($2))
        AND ($3::text[] IS NULL OR s.kind = ANY ($3)) LIMIT 2`,
      [text, countries ?? null, kinds ?? null],
    );
    return rows.length === 1 ? rows[0] : undefined;
  }

  /**
   * In a stable order for paging. Without typo tolerance, because the text is still being typed.
   */
  private beginning(words: string[], skipped: number, count: number): Promise<Row[]> {
    const where = words.map((_, at) => `s.search_text LIKE $${at + 3}`).join(' AND ');
    return this.database.query<Row>(
      `SELECT ${columns} FROM public_signatory s WHERE ${where}
       ORDER BY s.name_en, s.id OFFSET $1 LIMIT $2`,
      [skipped, count, ...words.map((word) => `% ${word}%`)],
    );
  }

  private async found(
    { name, countries, kinds }: Omit<NameQuestion, 'limit'>,
    words: string[],
  ): Promise<Row[]> {
    const others = { ...(countries && { country: countries }), ...(kinds && { kind: kinds }) };
    const isShort = words.join('').length < shortest;
    const asked = isShort
      ? others
      : await this.search.understand({ q: name, ...others }, { remembers: false });
    const { where, values } = filterSql(asked);
    const whole = isShort
      ? words.map((word) => `AND s.search_text LIKE $${values.push(`% ${word} %`)}`).join(' ')
      : '';
    const length = `$${values.push(identityKey(name).length)}::int`;
    const difference = ['official', 'en', 'fr'].map(
      (each) => `abs(length(s.name_${each}) - ${length})`,
    );
    return this.database.query<Row>(
      `SELECT ${columns} FROM public_signatory s WHERE ${where} ${whole}
       ORDER BY least(${difference.join(', ')}), s.name_en, s.id
       LIMIT ${mostCompared}`,
      values,
    );
  }

  /** The places with this name among their names, in the requested countries. */
  private async bearers({ name, countries }: NameQuestion, words: string[]): Promise<Bearers> {
    const key = identityKey(name);
    const telling = key.split(' ').filter((word) => words.includes(word));
    const values: unknown[] = (telling.length > 0 ? telling : words).map((word) => `% ${word} %`);
    const conditions = values.map((_, index) => `search_text LIKE $${index + 1}`);
    if (countries) conditions.push(`country_code = ANY ($${values.push(countries)}::text[])`);
    const rows = await this.database.query<Bearer>(
      `SELECT id, country_code AS "countryCode", name_official AS official, name_en AS en,
         name_fr AS fr, other_names AS "otherNames"
       FROM public_place WHERE ${conditions.join(' AND ')}
       ORDER BY population DESC, id LIMIT ${mostBearers}`,
      values,
    );
    return {
      places: rows.filter((place) => allNames(place).some((each) => identityKey(each) === key)),
      areAll: rows.length < mostBearers,
    };
  }
}

const allNames = ({ official, en, fr, otherNames }: Bearer) => [
  official,
  en,
  fr,
  ...otherNames.split('|'),
];

function judged(row: Row, rows: Row[], bearers: Bearers, question: NameQuestion): Candidate {
  const { name, kinds } = question;
  if (!hasName(name, row)) return judgedByPlace(row, rows, bearers, name);
  const isKindKnown = kinds?.length === 1;
  const fits = isKindKnown || isNamed(name, row);
  if (!fits || !saysFullName(name, row)) return shown(row, scores.sameButKind, false);
  const isKindClear = isKindKnown || kindSaid(name) !== null;
  const others = rows.filter((other) => other !== row && hasName(name, other));
  const isAlone =
    isOnly(row, bearers, question, isKindClear) &&
    others.every((other) => !isKindKnown && !isNamed(name, other)) &&
    (isKindClear || !mayBeItsRegion(name, row));
  return shown(row, scores.same, isAlone);
}

/** Whether only this authority's place has the name. */
function isOnly(
  row: Row,
  { places, areAll }: Bearers,
  { name, countries }: NameQuestion,
  isKindClear: boolean,
): boolean {
  const called = places.filter((place) => isCalled(name, place) || place.id === row.geonamesId);
  if (row.kind === 'municipality') return isOnlyPlace(row, { places: called, areAll });
  return countries?.length === 1 && (isKindClear || called.length === 0);
}

/** By another name that the gazetteer knows: "Keulen" is Köln; else by its letters alone. */
function judgedByPlace(row: Row, rows: Row[], bearers: Bearers, name: string): Candidate {
  const meant = bearers.places.find(
    (place) => hasName(place.official, row) && mayBeIts(place, row),
  );
  if (!meant || row.kind !== 'municipality' || kindSaid(name) === 'region')
    return shown(row, Math.round(similarity(name, row) * scores.most), false);
  const isAlone =
    isOnlyPlace(row, bearers) &&
    allNames(meant).some((each) => saysAllOf(name, each)) &&
    rows.filter((other) => hasName(meant.official, other)).length === 1;
  return shown(row, scores.otherName, isAlone);
}

/** Whether a single place has the name, and it is known to be this town. */
const isOnlyPlace = ({ geonamesId, countryCode }: Row, { places, areAll }: Bearers) =>
  areAll &&
  places.length === 1 &&
  places.every((place) => place.id === geonamesId && place.countryCode === countryCode);

const mayBeIts = ({ id, countryCode }: Bearer, row: Row) =>
  countryCode === row.countryCode && (row.geonamesId ?? id) === id;

/** Whether it is one of its main names; there are too many exonyms of other places. */
const isCalled = (name: string, { official, en, fr }: Bearer) =>
  hasName(name, { names: { official, en, fr, officialLanguage: '' } });

/** Entries on hold and demonstration data are never a certain match. */
function shown(
  { id, kind, countryCode, region, names, state, demo }: Row,
  score: number,
  match: boolean,
): Candidate {
  const country = regionNames('en').of(countryCode) ?? countryCode;
  return {
    id,
    name: names.official,
    description: [
      names.en === names.official ? '' : names.en,
      ...[kindNames[kind], region, country],
      state === 'on_hold' ? 'on hold' : '',
      demo ? 'demonstration data, not a real signatory' : '',
    ]
      .filter(Boolean)
      .join(', '),
    score,
    match: match && state === 'published' && !demo,
    type: [{ id: kind, name: kindNames[kind] }],
  };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
