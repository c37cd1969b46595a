import { Injectable } from '@nestjs/common';
import { fold, searchWords, tellingSearchWords } from '../../platform/text/text.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import type { RegisterFilter } from './register-filter.dto.js';
import { RegisterClock } from './register-clock.js';
import { searchSql, type SearchMeaning, type UnderstoodFilter } from './register-query.js';

/** How many places may share one name: there are a dozen towns called Valencia or Newport. */
const namesakes = 20;
/** Of similar spellings, only those nearly as similar as the best match count. */
const nearlyAsGood = 0.85;
/** Cached searches per version of the register. */
const remembered = 500;

/**
 * Interprets a search once for list, map and counts. If the words match as typed, or without words
 * like "Stadt" and "Ville de", that is the meaning. If no signatory has such a name, it may be a
 * historical or foreign one (the gazetteer knows: Kiev, Keulen, Nikosia); otherwise it may contain
 * a typo.
 */
@Injectable()
export class SearchService {
  private readonly meanings: OncePerVersion<Map<string, Promise<SearchMeaning>>>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.meanings = new OncePerVersion(clock, async () => new Map());
  }

  /** @param remembers false for names in bulk, which would push out what people search for. */
  async understand<Filter extends RegisterFilter>(
    filter: Filter,
    { remembers = true } = {},
  ): Promise<Filter & UnderstoodFilter> {
    if (!filter.q) return filter;
    const words = searchWords(filter.q);
    const key = words.join(' ');
    const meanings = await this.meanings.get();
    const known = meanings.get(key);
    if (known) return { ...filter, meaning: await known };
    const meaning = this.meaningOf(words, tellingSearchWords(filter.q));
    if (!remembers) return { ...filter, meaning: await meaning };
    meaning.catch(() => meanings.delete(key));
    if (meanings.size >= remembered) meanings.clear();
    meanings.set(key, meaning);
    return { ...filter, meaning: await meaning };
  }

  private async meaningOf(words: string[], telling: string[]): Promise<SearchMeaning> {
    const typed: SearchMeaning = { by: 'words', words };
    if (words.length === 0 || (await this.findsAny(typed))) return typed;
    const withoutKind: SearchMeaning = { by: 'words', words: telling };
    if (telling.length < words.length && (await this.findsAny(withoutKind))) return withoutKind;
    return (await this.otherName(telling)) ?? (await this.similar(telling)) ?? typed;
  }

  private async otherName(words: string[]): Promise<SearchMeaning | null> {
    const conditions = words.map((_, index) => `search_text LIKE $${index + 1}`).join(' AND ');
    const places = await this.database.query<{ country: string; name: string; otherNames: string }>(
      `SELECT country_code AS country, name_official AS name, other_names AS "otherNames"
       FROM public_place WHERE ${conditions} ORDER BY population DESC, id LIMIT ${namesakes}`,
      words.map((word) => `% ${word}%`),
    );
    const meaning: SearchMeaning = {
      by: 'otherName',
      places: places.map(({ country, name }) => ({ country, words: fold(name).split(' ') })),
    };
    return places.length > 0 && (await this.findsAny(meaning)) ? meaning : null;
  }

  private async similar(words: string[]): Promise<SearchMeaning | null> {
    const values: unknown[] = [];
    const { where, score } = searchSql(
      { by: 'similar', words, least: 0 },
      (value) => `$${values.push(value)}`,
    );
    const [row] = await this.database.query<{ best: number | null }>(
      `SELECT max(${score}) AS best FROM public_signatory s WHERE ${where}`,
      values,
    );
    return row?.best ? { by: 'similar', words, least: row.best * nearlyAsGood } : null;
  }

  private async findsAny(meaning: SearchMeaning): Promise<boolean> {
    const values: unknown[] = [];
    const { where } = searchSql(meaning, (value) => `$${values.push(value)}`);
    const [row] = await this.database.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM public_signatory s WHERE ${where}) AS found`,
      values,
    );
    return row!.found;
  }
}
