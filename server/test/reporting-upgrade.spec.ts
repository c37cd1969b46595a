import { ownerDataSource } from '../src/platform/database/prepare.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { dayFromToday } from './support/days.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

/** Before the cycle of reports, then `meanwhile`, then today's version. */
async function upgrades(meanwhile: () => Promise<void>): Promise<void> {
  const source = await ownerDataSource(database.urls.owner).initialize();
  const last = async () =>
    (
      await database.sql<{ name: string }>(`SELECT name FROM migration ORDER BY id DESC LIMIT 1`)
    )[0]!.name;
  let undone = '';
  while (undone !== 'Reporting1769205000000') {
    undone = await last();
    await source.undoLastMigration({ transaction: 'each' });
  }
  await meanwhile();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

async function published(name: string, monthsAgo: number): Promise<void> {
  await database.sql(
    `WITH a AS (INSERT INTO authority (id, kind, country_code, name_official, name_en, name_fr,
        identity_key, search_text)
      VALUES (gen_random_uuid(), 'municipality', 'DE', $1, $1, $1, $1, $1) RETURNING id)
    INSERT INTO signatory (id, public_id, authority_id, state, published_at)
    SELECT gen_random_uuid(), $1, id, 'published', now() - make_interval(months => $2) FROM a`,
    [name, monthsAgo],
  );
}
const given = () =>
  database.sql(
    `SELECT public_id AS name, report_extended_until::text AS until FROM signatory ORDER BY 1`,
  );

it.each([
  ['two years, as was set', 730, [null, dayFromToday(60)]],
  ['a year, where nothing was set', null, [dayFromToday(60), dayFromToday(60)]],
])(
  'U24 an upgrade gives time to signatories that would be late after %s',
  async (_, days, until) => {
    await upgrades(async () => {
      await published('after-14', 14);
      await published('after-25', 25);
      await database.sql(`DELETE FROM setting WHERE key = 'settings'`);
      if (days)
        await database.sql(`INSERT INTO setting (key, value, version) VALUES ('settings', $1, 1)`, [
          JSON.stringify({ progressReminderDays: days }),
        ]);
    });
    expect(await given()).toEqual([
      { name: 'after-14', until: until[0] },
      { name: 'after-25', until: until[1] },
    ]);
  },
);

it('U24 an upgrade sends no reminder with the old text, and keeps those already sent', async () => {
  await upgrades(async () => {
    for (const state of ['queued', 'dead', 'sent'])
      await database.sql(
        `INSERT INTO outbox (id, recipient, language, template, data, state)
         VALUES (gen_random_uuid(), 'a@town.example', 'en', 'progress_reminder', '{}', $1)`,
        [state],
      );
  });
  expect(await database.sql(`SELECT state FROM outbox`)).toEqual([{ state: 'sent' }]);
});
