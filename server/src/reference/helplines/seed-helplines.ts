import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import type { HelplineAudience, HelplineCost } from '../../../../contract/helplines.js';

/** A line as helplines.json has it; what it leaves out is not known. */
export interface ShippedHelpline {
  code: string;
  country: string;
  number: string;
  name?: string;
  audiences: HelplineAudience[];
  minAge?: number;
  maxAge?: number;
  hours?: string;
  chat?: string;
  languages?: string[];
  cost?: HelplineCost;
  link?: string;
  source: string;
  checkedOn: string;
  checkedBy: string;
  certain: boolean;
}

/** The lines that ship with this program, each with its source and the day of its check. */
export async function shippedHelplines(): Promise<ShippedHelpline[]> {
  const file = new URL('./helplines.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as ShippedHelpline[];
}

const columns = [
  'country_code',
  'number',
  'name',
  'audiences',
  'min_age',
  'max_age',
  'hours',
  'chat',
  'languages',
  'cost',
  'link',
  'source',
  'checked_on',
  'checked_by',
  'certain',
];
const values = (of: string) => columns.map((column) => `${of}.${column}`).join(', ');

/**
 * Adds the lines that ship with this program and updates those that no colleague has changed; a
 * number that staff entered themselves is left alone. @returns whether anything has changed.
 */
export async function seedHelplines(manager: EntityManager): Promise<boolean> {
  const rows = JSON.stringify((await shippedHelplines()).map(toRow));
  const added = await manager.query<unknown[]>(
    `INSERT INTO helpline (code, ${columns.join(', ')})
     SELECT new.code, ${values('new')} FROM json_populate_recordset(NULL::helpline, $1) AS new
     ON CONFLICT DO NOTHING RETURNING 1`,
    [rows],
  );
  const [, updated] = await manager.query<[unknown, number]>(
    `UPDATE helpline AS old SET (${columns.join(', ')}) = (SELECT ${values('new')}),
            version = old.version + 1, changed_at = now()
     FROM json_populate_recordset(NULL::helpline, $1) AS new
     WHERE old.code = new.code AND NOT old.kept_by_staff AND old.removed_at IS NULL
       AND (${values('old')}) IS DISTINCT FROM (${values('new')})
       AND NOT EXISTS (
         SELECT 1 FROM helpline other WHERE other.id <> old.id AND other.removed_at IS NULL
           AND other.country_code = new.country_code
           AND regexp_replace(other.number, '[^0-9+]', '', 'g') = regexp_replace(new.number,
             '[^0-9+]', '', 'g'))`,
    [rows],
  );
  return added.length > 0 || updated > 0;
}

function toRow(line: ShippedHelpline): Record<string, unknown> {
  return {
    code: line.code,
    country_code: line.country,
    number: line.number,
    name: line.name ?? null,
    audiences: line.audiences,
    min_age: line.minAge ?? null,
    max_age: line.maxAge ?? null,
    hours: line.hours ?? null,
    chat: line.chat ?? null,
    languages: line.languages ?? [],
    cost: line.cost ?? null,
    link: line.link ?? null,
    source: line.source,
    checked_on: line.checkedOn,
    checked_by: line.checkedBy,
    certain: line.certain,
  };
}
