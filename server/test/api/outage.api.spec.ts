import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { administer } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(async () => {
  await databaseIs('back');
  await register.close();
});

/**
 * Ends only the application's connections: it is not a superuser, the tests' own connections are.
 */
const end = () =>
  administer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${register.database.name}' AND usename <> current_user`,
  );

/** `away`: only the owner can connect, and existing connections are closed. */
async function databaseIs(state: 'away' | 'back'): Promise<void> {
  await administer(
    `ALTER DATABASE ${register.database.name} CONNECTION LIMIT ${state === 'back' ? -1 : 0}`,
  );
  if (state === 'away') await end();
}

describe('when the database goes away', () => {
  it('RL5 a killed connection is made again, and nobody sees more than one refusal', async () => {
    await end();
    await eventually(async () => {
      await reviewer.queue('show=waiting');
      await register.anonymous.get('/api/v1/signatories?q=after-the-kill').expect(200);
      await register.anonymous.get('/readyz').expect(200);
    });
  });

  it('RL5 writes are refused with 503 and change nothing, cached pages keep working, and everything recovers without help', async () => {
    const applicant = await Applicant.begins(register);
    await register.anonymous.get('/en').expect(200);
    await databaseIs('away');
    const refused = await applicant.saves('authority', applicant.endorsement.authority);
    expectProblem(refused, 503, 'unavailable');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expectProblem(await reviewer.browser.get('/api/v1/staff/submissions'), 503, 'unavailable');
    await register.anonymous.get('/livez').expect(200);
    await eventually(async () => {
      const { body } = await register.anonymous.get('/readyz').expect(503);
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|localhost|postgres/);
    });
    const known = await register.anonymous.get('/en').expect(200);
    expect(known.headers['x-register-stale']).toBe('true');

    await databaseIs('back');
    await eventually(async () => {
      await register.anonymous.get('/readyz').expect(200);
      const { headers } = await register.anonymous.get('/en').expect(200);
      expect(headers).not.toHaveProperty('x-register-stale');
    });
    const saved = await applicant.saves('authority', applicant.endorsement.authority);
    expect(saved.status).toBe(200);
  });
});
