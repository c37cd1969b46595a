import { rename } from 'node:fs/promises';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { eventually } from '../support/eventually.js';
import { ObjectStore } from '../support/object-store.js';

const token = 'only-for-the-tests-of-readiness';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ settings: { METRICS_TOKEN: token } });
});
afterAll(() => register.close());

const isReady = () =>
  eventually(() => register.anonymous.get('/readyz').expect(200, { status: 'ready' }).then());

/**
 * Compares the whole response, so that it cannot contain a host, version or query. The process is
 * still live.
 */
async function isNotReady(reason: string): Promise<void> {
  await eventually(() =>
    register.anonymous.get('/readyz').expect(503, { status: 'not ready', reason }).then(),
  );
  await register.anonymous.get('/livez').expect(200, { status: 'live' });
  const { text } = await register.anonymous
    .get('/metrics')
    .set('Authorization', `Bearer ${token}`)
    .expect(200);
  expect(text).toContain(`pact_not_ready{reason="${reason}"} 1\n`);
  expect(text.match(/^pact_not_ready\{.* 1$/gm)).toHaveLength(1);
}

beforeEach(isReady);

describe('RL16 /readyz tells the class of reasons', () => {
  it.each([
    ['the newest', 'DESC'],
    // Two merged branches: a step is missing below those already applied.
    ['an older one', 'ASC'],
  ])('a step of the schema is still to be done: %s', async (_, order) => {
    const [step] = await register.sql<{ timestamp: string; name: string }>(
      `DELETE FROM migration WHERE id = (SELECT id FROM migration ORDER BY id ${order} LIMIT 1)
        RETURNING "timestamp", name`,
    );
    await isNotReady('migration');
    await register.sql('INSERT INTO migration ("timestamp", name) VALUES ($1, $2)', [
      step!.timestamp,
      step!.name,
    ]);
    await isReady();
  });

  it('the schema is newer than the program: that is ready', async () => {
    await register.sql(
      `INSERT INTO migration ("timestamp", name) VALUES (9999999999999, 'Later9999999999999')`,
    );
    await isReady();
  });

  it('a table that may not be read is a schema of another program, not a database that is away', async () => {
    await register.sql('REVOKE SELECT ON public_register FROM pact_public');
    await isNotReady('migration');
    await register.sql('GRANT SELECT ON public_register TO pact_public');
    await isReady();
  });

  it('the data folder is missing or read-only', async () => {
    await rename(register.dataDir, `${register.dataDir}-away`);
    await isNotReady('disk');
    await rename(`${register.dataDir}-away`, register.dataDir);
    await isReady();
  });

  it('a mail that waits for too long is a warning and takes nobody out of service', async () => {
    const { reference } = await Applicant.sends(register);
    await isReady();
    await register.sql(
      `UPDATE outbox SET created_at = now() - interval '16 minutes'
        WHERE submission_id = (SELECT id FROM submission WHERE reference = $1)`,
      [reference],
    );
    await eventually(() =>
      register.anonymous
        .get('/readyz')
        .expect(200, { status: 'ready', warnings: ['outbox'] })
        .then(),
    );
    await register.drain();
    await isReady();
  });

  it('a document store that does not answer, or refuses the key, is a warning: all instances share it', async () => {
    const store = await ObjectStore.open();
    const wrongKey = { ...store.settings, STORAGE_KEY_ID: 'another-key' };
    const second = await startApp({ beside: register, settings: store.settings });
    const third = await startApp({ beside: register, settings: wrongKey });
    const tells = (app: TestApp, body: object) =>
      eventually(() => app.anonymous.get('/readyz').expect(200, body).then(), 15_000);
    try {
      await tells(second, { status: 'ready' });
      await tells(third, { status: 'ready', warnings: ['documents'] });
      await store.stops();
      await tells(second, { status: 'ready', warnings: ['documents'] });
      await store.comesBack();
      await tells(second, { status: 'ready' });
    } finally {
      await second.close();
      await third.close();
      await store.close();
    }
  }, 60_000);
});
