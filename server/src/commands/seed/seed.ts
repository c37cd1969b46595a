import { readFile } from 'node:fs/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { languages } from '../../../../contract/languages.js';
import type { AppContext } from '../../platform/database/app-context.js';
import { isoCountries, memberStates } from '../../../../contract/countries.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { seedDemo } from './demo.js';
import { documentsOf } from './documents-of.js';
import { seedDemoDocuments } from './demo-documents.js';
import { seedHelplines } from '../../reference/helplines/seed-helplines.js';
import { seedParticipants } from './participants.js';

/** The pillars and actions in order. Their texts are in `locales/<language>/pact.json`. */
interface PactOutline {
  pillars: { code: string; actions: { code: string; source: string }[] }[];
}

/** The Pact's texts in one language, by the codes of pillars and actions. */
interface PactWords {
  pillars: Record<string, { name: string; aim: string }>;
  actions: Record<string, { wording: string; explanation: string }>;
}

/**
 * Fills a new database: countries, the Pact's content, and the participants that a public page
 * names. On the embedded database also the demonstration register. In a database that was seeded
 * before it only brings the Pact's content and the helplines up to date, whatever was removed
 * since.
 */
export async function seed(
  context: AppContext,
  database: DataSource,
  say: (line: string) => void,
): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE');
    const [done] = await manager.query<unknown[]>(`SELECT 1 FROM setting WHERE key = 'seeded'`);
    if (done) {
      const changed = [await seedPact(manager), await seedHelplines(manager)];
      if (changed.includes(true)) await bumpRegisterVersion(manager, 'by the operator');
      return;
    }
    await seedCountries(manager);
    await seedPact(manager);
    await seedHelplines(manager);
    const signatories = await seedParticipants(manager);
    const demo = context.config.embedded ? await seedDemo(manager) : 0;
    await seedDemoDocuments(manager, documentsOf(context, database));
    await manager.query(`INSERT INTO setting (key, value) VALUES ('seeded', to_jsonb(now()))`);
    await bumpRegisterVersion(manager, 'by the operator');
    await new EventsService().append(manager, {
      actor: system,
      action: 'register.seed',
      subject: { kind: 'register', id: null },
      details: {
        participants: signatories.length,
        demo,
        signatories: Object.fromEntries(signatories.map((id) => [id, 'published'])),
      },
    });
    say(
      `Filled the new register: ${signatories.length} participants with sources${demo ? `, ${demo} demonstration authorities` : ''}`,
    );
  });
}

export async function seedCountries(manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO country (code, member) SELECT code, code = ANY($2) FROM unnest($1::text[]) AS code`,
    [isoCountries, memberStates],
  );
}

/**
 * Loads the Pact's content from its file. A running register receives only the changes.
 * @returns whether anything changed.
 */
export async function seedPact(manager: EntityManager): Promise<boolean> {
  const outline = JSON.parse(
    await readFile(new URL('./pact.json', import.meta.url), 'utf8'),
  ) as PactOutline;
  const words = languages.map(
    (language) => [language, readTexts<PactWords>(language, 'pact')] as const,
  );
  const inAll = (text: (of: PactWords) => string | undefined) =>
    Object.fromEntries(words.map(([language, of]) => [language, text(of)]));
  const changes = [
    await upsert(
      manager,
      'pillar',
      outline.pillars.map(({ code }, position) => ({
        code,
        position,
        name: inAll(({ pillars }) => pillars[code]?.name),
        aim: inAll(({ pillars }) => pillars[code]?.aim),
      })),
    ),
    await upsert(
      manager,
      'action',
      outline.pillars.flatMap((pillar) =>
        pillar.actions.map(({ code, source }, position) => ({
          code,
          pillar_code: pillar.code,
          position,
          wording: inAll(({ actions }) => actions[code]?.wording),
          explanation: inAll(({ actions }) => actions[code]?.explanation),
          source,
        })),
      ),
    ),
  ];
  return changes.some((changed) => changed > 0);
}

async function upsert(
  manager: EntityManager,
  table: 'pillar' | 'action',
  rows: object[],
): Promise<number> {
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
