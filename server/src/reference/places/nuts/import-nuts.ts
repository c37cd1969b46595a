import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { limits } from '../../../platform/config/limits.js';
import { copyRows } from '../../../platform/database/copy-rows.js';
import type { EventsService, NewEvent } from '../../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../../platform/settings/register-version.js';
import { readTables } from '../../../platform/spreadsheets/read-sheet.js';
import { readLauTable, WrongLauTable } from './lau-table.js';
import { regionsOf, type CountryReport } from './municipality-regions.js';

/** The years of the two classifications that a file connects. */
export interface NutsEdition {
  nuts: number;
  lau: number;
}

/** A file of Eurostat's table, as the operator gave it. */
export interface NutsFile {
  name: string;
  content: Buffer;
  edition: NutsEdition;
}

/** A new table with less than this share of a country's municipalities was probably cut off. */
const leastShare = 0.8;

/** Eurostat names its files EU-27-LAU-2024-NUTS-2024.xlsx. */
export function editionInName(name: string): Partial<NutsEdition> {
  const yearAfter = (word: string) => {
    const year = new RegExp(`${word}[-_ ]?((?:19|20)\\d\\d)`, 'i').exec(name)?.[1];
    return year ? Number(year) : undefined;
  };
  const [nuts, lau] = [yearAfter('NUTS'), yearAfter('LAU')];
  return { ...(nuts && { nuts }), ...(lau && { lau }) };
}

/**
 * Replaces the NUTS regions of all municipalities, in the caller's transaction.
 * @param isWhole whether the operator says that the file is whole though it is much smaller than
 *   the one before.
 * @throws WrongLauTable, UnreadableSheet: then nothing may be committed.
 */
export async function importNuts(
  manager: EntityManager,
  { name, content, edition }: NutsFile,
  by: Pick<NewEvent, 'actor' | 'details'>,
  { events, isWhole }: { events: EventsService; isWhole: boolean },
): Promise<CountryReport[]> {
  const tables = await readTables(
    content,
    (sheet) => /^[A-Z]{2}$/.test(sheet),
    limits.nutsUnpacked,
    { rows: limits.nutsRows, columns: limits.sheetColumns },
  );
  if (tables.length === 0)
    throw new WrongLauTable('it has no sheet that is named after a country, such as DE');
  await manager.query('LOCK TABLE nuts_edition IN EXCLUSIVE MODE');
  const { regions, reports } = regionsOf(
    readLauTable(tables, edition.nuts),
    await knownCodes(manager),
  );
  if (reports.every(({ matched }) => matched === 0))
    throw new WrongLauTable('none of its codes is that of a municipality in the gazetteer');
  if (!isWhole) await refuseIfCutOff(manager, reports);
  const sha256 = createHash('sha256').update(content).digest();
  await manager.query('DELETE FROM municipality_nuts');
  await copyRows(
    manager,
    'municipality_nuts',
    regions.map(({ country, municipality, nuts }) => ({
      country_code: country,
      municipality_code: municipality,
      nuts,
    })),
  );
  await manager.query('DELETE FROM nuts_edition');
  await manager.query(
    `INSERT INTO nuts_edition (nuts, lau, file_name, sha256) VALUES ($1, $2, $3, $4)`,
    [edition.nuts, edition.lau, name, sha256],
  );
  await bumpRegisterVersion(manager, 'by the operator');
  await events.append(manager, {
    action: 'register.nuts',
    subject: { kind: 'register', id: null },
    actor: by.actor,
    details: {
      ...by.details,
      ...edition,
      sha256: sha256.toString('hex'),
      municipalities: regions.length,
    },
  });
  return reports;
}

async function knownCodes(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ key: string }[]>(
    `SELECT DISTINCT country_code || ' ' || municipality_code AS key FROM place
     WHERE municipality_code IS NOT NULL`,
  );
  return new Set(rows.map(({ key }) => key));
}

async function refuseIfCutOff(manager: EntityManager, reports: CountryReport[]): Promise<void> {
  const before = await manager.query<{ country: string; count: number }[]>(
    `SELECT country_code AS country, count(*)::int AS count FROM municipality_nuts
     GROUP BY country_code ORDER BY country_code`,
  );
  const less = before.flatMap(({ country, count }) => {
    const now = reports.find((report) => report.country === country)?.municipalities ?? 0;
    return now < count * leastShare ? [`${country} ${now} instead of ${count}`] : [];
  });
  if (less.length > 0)
    throw new WrongLauTable(
      `it has far fewer municipalities than the table before: ${less.join(', ')}. If it is ` +
        'whole, say --whole',
    );
}
