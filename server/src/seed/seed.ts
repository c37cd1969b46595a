import { readFile } from 'node:fs/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { AppContext } from '../common/context.js';
import { isoCountries, memberStates } from '../countries/countries.js';
import { EventsService, system } from '../events/events.service.js';
import { bumpRegisterVersion } from '../register/register-version.js';
import { seedDemo } from './demo.js';
import { documentsOf } from './documents-of.js';
import { seedDemoDocuments } from './demo-documents.js';
import { seedParticipants } from './participants.js';

interface PactFile {
  pillars: { code: string; name: object; aim: object; actions: { code: string; source: string; en: string; fr: string }[] }[];
}

/**
 * Fills a new database: countries, the Pact's content, and the participants that a public page names. On the embedded database also
 * the demonstration register. Does nothing in a database that was seeded before, whatever was removed from it since.
 */
export async function seed(context: AppContext, database: DataSource, say: (line: string) => void): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE');
    const [done] = await manager.query<unknown[]>(`SELECT 1 FROM setting WHERE key = 'seeded'`);
    if (done) return;
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

export async function seedPact(manager: EntityManager): Promise<void> {
  const { pillars } = JSON.parse(await readFile(new URL('./pact.json', import.meta.url), 'utf8')) as PactFile;
  for (const [position, { code, name, aim, actions }] of pillars.entries()) {
    await manager.query(`INSERT INTO pillar (code, position, name, aim) VALUES ($1, $2, $3, $4)`, [code, position, name, aim]);
    for (const [order, { code: action, source, en, fr }] of actions.entries()) {
      await manager.query(`INSERT INTO action (code, pillar_code, position, wording, source) VALUES ($1, $2, $3, $4, $5)`, [
        action,
        code,
        order,
        { en, fr },
        source,
      ]);
    }
  }
}
