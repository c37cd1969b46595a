import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { identityKey, searchText } from '../../platform/text/text.js';

const batch = 500;
/** The longest that a search waits for texts, and the interval between checks, in ms. */
const timeLimit = 2_000;
const pause = 20;

interface Row {
  id: string;
  names: (string | null)[];
  reference: string;
  email: string | null;
  people: (string | null)[];
}

/**
 * Maintains the search text of cases, transliterated from any script to Latin letters. PostgreSQL
 * cannot do that, so a trigger only clears the text when names change. This service refills it
 * before a search and, for many cases, on a schedule.
 */
@Injectable()
export class SearchTexts {
  /**
   * Called before a search: waits until every case has its text, including those that another
   * search is filling in now.
   */
  async complete(manager: EntityManager): Promise<void> {
    const end = Date.now() + timeLimit;
    while ((await this.areMissing(manager)) && Date.now() < end) {
      const filled = await manager.transaction((own) => this.catchUp(own));
      if (filled === 0) await wait(pause);
    }
  }

  /** @returns how many cases got their text. */
  async catchUp(manager: EntityManager): Promise<number> {
    const rows = await manager.query<Row[]>(
      `SELECT s.id, s.reference, s.contact_email AS email,
              ARRAY[s.answers->'contact'->>'name', s.answers->'signer'->>'name',
                s.contact_email] AS people,
              CASE WHEN s.answers->'authority' IS NOT NULL
                THEN ARRAY[s.answers->'authority'->>'nameOfficial',
                  s.answers->'authority'->>'nameEn', s.answers->'authority'->>'nameFr']
                ELSE ARRAY[a.name_official, a.name_en, a.name_fr] END AS names
       FROM submission s LEFT JOIN authority a ON a.id = s.authority_id
       WHERE s.search_text IS NULL AND s.waiting_since IS NOT NULL ORDER BY s.id
         LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
    );
    if (rows.length === 0) return 0;
    await manager.query(
      `UPDATE submission s SET search_text = t.text, identity_key = t.key, people_text = t.people
       FROM json_to_recordset($1) AS t (id uuid, text text, key text, people text)
       WHERE s.id = t.id AND s.search_text IS NULL`,
      [JSON.stringify(rows.map(textsOf))],
    );
    return rows.length;
  }

  private async areMissing(manager: EntityManager): Promise<boolean> {
    const missing = await manager.query<unknown[]>(
      `SELECT 1 FROM submission WHERE search_text IS NULL AND waiting_since IS NOT NULL LIMIT 1`,
    );
    return missing.length > 0;
  }
}

function textsOf({ id, names, reference, email, people }: Row): {
  id: string;
  text: string;
  people: string;
  key: string | null;
} {
  const given = names.filter((name) => name !== null);
  return {
    id,
    people: searchText(people.filter((name) => name !== null)),
    text: searchText([...given, reference, email ?? '']),
    key: given[0] ? identityKey(given[0]) : null,
  };
}
