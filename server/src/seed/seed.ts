import { readFile } from 'node:fs/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { courtesyLanguages, type Language, type Translated } from '../../../client/src/languages.js';
import type { AppContext } from '../common/context.js';
import { isoCountries, memberStates } from '../countries/countries.js';
import { EventsService, system } from '../events/events.service.js';
import { bumpRegisterVersion } from '../register/register-version.js';
import { seedDemo } from './demo.js';
import { documentsOf } from './documents-of.js';
import { seedDemoDocuments } from './demo-documents.js';
import { seedParticipants } from './participants.js';

/** The Pact in the official languages. */
interface PactFile {
  pillars: { code: string; name: Translated; aim: Translated; actions: (Translated & { code: string; source: string; explanation: Translated })[] }[];
}

/** A courtesy translation of it, by the codes of pillars and actions. */
interface PactTranslation {
  pillars: Record<string, { name: string; aim: string }>;
  actions: Record<string, { wording: string; explanation: string }>;
}

/**
 * Fills a new database: countries, the Pact's content, and the participants that a public page names. On the embedded database also
 * the demonstration register. In a database that was seeded before it only brings the Pact's content up to date, whatever was removed since.
 */
export async function seed(context: AppContext, database: DataSource, say: (line: string) => void): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE');
    const [done] = await manager.query<unknown[]>(`SELECT 1 FROM setting WHERE key = 'seeded'`);
    if (done) {
      if (await seedPact(manager)) await bumpRegisterVersion(manager);
      return;
    }
    await seedCountries(manager);
    await seedPact(manager);
    const participants = await seedParticipants(manager);
    const demo = context.config.embedded ? await seedDemo(manager) : 0;
    await seedDemoDocuments(manager, documentsOf(context, database));
    await manager.query(`INSERT INTO setting (key, value) VALUES ('seeded', to_jsonb(now()))`);
    await bumpRegisterVersion(manager);
    await new EventsService().append(manager, {
      actor: system,
      action: 'register.seed',
      subject: { kind: 'register', id: null },
      details: { participants, demo },
    });
    say(`Filled the new register: ${participants} participants with sources${demo ? `, ${demo} demonstration authorities` : ''}`);
  });
}

export async function seedCountries(manager: EntityManager): Promise<void> {
  await manager.query(`INSERT INTO country (code, member) SELECT code, code = ANY($2) FROM unnest($1::text[]) AS code`, [isoCountries, memberStates]);
}

/** The Pact's content as its file has it; in a register that runs, only what has changed. @returns whether anything has. */
export async function seedPact(manager: EntityManager): Promise<boolean> {
  const { pillars } = await read<PactFile>('pact.json');
  const translations = new Map<Language, PactTranslation>();
  for (const language of courtesyLanguages) translations.set(language, await read<PactTranslation>(`pact.${language}.json`));
  const inAll = (official: Translated, text: (translation: PactTranslation) => string | undefined): Translated => ({
    ...official,
    ...Object.fromEntries([...translations].map(([language, translation]) => [language, text(translation)])),
  });
  const actions = pillars.flatMap((pillar) =>
    pillar.actions.map(({ code, source, en, fr, explanation }, position) => ({
      code,
      pillar_code: pillar.code,
      position,
      wording: inAll({ en, fr }, (translation) => translation.actions[code]?.wording),
      explanation: inAll(explanation, (translation) => translation.actions[code]?.explanation),
      source,
    })),
  );
  const changes = [
    await upsert(
      manager,
      'pillar',
      pillars.map(({ code, name, aim }, position) => ({
        code,
        position,
        name: inAll(name, (translation) => translation.pillars[code]?.name),
        aim: inAll(aim, (translation) => translation.pillars[code]?.aim),
      })),
    ),
    await upsert(manager, 'action', actions),
  ];
  return changes.some((changed) => changed > 0);
}

async function read<Content>(file: string): Promise<Content> {
  return JSON.parse(await readFile(new URL(`./${file}`, import.meta.url), 'utf8')) as Content;
}

async function upsert(manager: EntityManager, table: 'pillar' | 'action', rows: object[]): Promise<number> {
  const columns = Object.keys(rows[0]!);
  const changed = await manager.query<unknown[]>(
    `INSERT INTO ${table} AS old (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (code) DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}
     WHERE (${columns.map((column) => `old.${column}`).join(', ')}) IS DISTINCT FROM (${columns.map((column) => `EXCLUDED.${column}`).join(', ')})
     RETURNING 1`,
    [JSON.stringify(rows)],
  );
  return changed.length;
}
