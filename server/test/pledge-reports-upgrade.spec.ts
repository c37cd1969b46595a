import { ownerDataSource } from '../src/platform/database/prepare.js';
import { createDatabase, type TestDatabase } from './support/database.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

const pledge = '0196f3a0-0000-7000-8000-000000000001';
const removed = '0196f3a0-0000-7000-8000-000000000002';

/** Before reports were kept, then `meanwhile`, then today's version. */
async function upgrades(meanwhile: () => Promise<void>): Promise<void> {
  const source = await ownerDataSource(database.urls.owner).initialize();
  let undone = '';
  while (undone !== 'PledgeReports1769600000000') {
    const [last] = await database.sql<{ name: string }>(
      `SELECT name FROM migration ORDER BY id DESC LIMIT 1`,
    );
    undone = last!.name;
    await source.undoLastMigration({ transaction: 'each' });
  }
  await meanwhile();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

it('O15 an upgrade takes over reports from versions, as far as the register still shows them', async () => {
  const version = (number: number, told: [id: string, day: string | null, progress: string][]) =>
    database.sql(
      `INSERT INTO signatory_revision (id, signatory_id, number, signatory_version, content, cause)
       SELECT gen_random_uuid(), id, $1, $1, $2, 'progress' FROM signatory`,
      [
        number,
        JSON.stringify({
          pledges: told.map(([id, reportedOn, progress]) => ({ id, reportedOn, progress })),
        }),
      ],
    );
  await upgrades(async () => {
    await database.sql(
      `WITH a AS (INSERT INTO authority (id, kind, country_code, name_official, name_en, name_fr,
          identity_key, search_text)
        VALUES (gen_random_uuid(), 'municipality', 'DE', 'A', 'A', 'A', 'a', 'a') RETURNING id)
      INSERT INTO signatory (id, public_id, authority_id, state, published_at)
      SELECT gen_random_uuid(), 'aaaaaaaa', id, 'published', now() FROM a`,
    );
    await database.sql(
      `INSERT INTO pledge (id, signatory_id, pillar_code, own_words, progress, reported_on,
        position)
       SELECT $1, id, 'prevention', 'A poster', 'done', '2026-03-01', 0 FROM signatory`,
      [pledge],
    );
    await version(1, [[pledge, null, 'planned']]);
    await version(2, [
      [pledge, '2025-03-01', 'planned'],
      [removed, '2025-03-01', 'done'],
    ]);
    // Corrected later on: the last word of a day counts.
    await version(3, [[pledge, '2025-03-01', 'under_way']]);
    // Taken back: the register tells nothing that late.
    await version(4, [[pledge, '2026-11-01', 'dropped']]);
  });
  expect(
    await database.sql(
      `SELECT pledge_id AS pledge, reported_on::text AS day, progress FROM public_pledge_report
        ORDER BY 2`,
    ),
  ).toEqual([
    { pledge, day: '2025-03-01', progress: 'under_way' },
    { pledge, day: '2026-03-01', progress: 'done' },
  ]);
  expect(await database.sql(`SELECT count(*)::int AS n FROM pledge_report`)).toEqual([{ n: 2 }]);
});
