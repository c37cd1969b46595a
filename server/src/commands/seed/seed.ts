import type { DataSource, EntityManager } from 'typeorm';
import type { AppContext } from '../../platform/database/app-context.js';
import { isoCountries, memberStates } from '../../../../contract/countries.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { seedDemo } from './demo.js';
import { documentsOf } from './documents-of.js';
import { seedDemoDocuments } from './demo-documents.js';
import { seedHelplines } from '../../reference/helplines/seed-helplines.js';
import { seedPact } from '../../reference/pact/seed-pact.js';
import { seedParticipants, updateSourceNotes } from './participants.js';

/**
 * Fills a new database: countries, the Pact's content, and the participants that a public page
 * names. On the embedded database also the demonstration register. In a database that was seeded
 * before, it only updates the Pact's content, the helplines and the notes on sources, whatever was
 * removed since.
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
      const changed = [
        await seedPact(manager),
        await seedHelplines(manager),
        await updateSourceNotes(manager),
      ];
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
      `Filled the new register: ${signatories.length} participants with ` +
        `sources${demo ? `, ${demo} demonstration authorities` : ''}`,
    );
  });
}

export async function seedCountries(manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO country (code, member) SELECT code, code = ANY($2)
      FROM unnest($1::text[]) AS code`,
    [isoCountries, memberStates],
  );
}
