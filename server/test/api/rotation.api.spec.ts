import pg from 'pg';
import { deriveToken } from '../../src/platform/text/tokens.js';
import { rotateSecret } from '../../src/operations/startup/rotate-secret.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, signInFully } from '../support/colleague.js';
import { contentOf } from '../support/database.js';
import { testSecret } from '../support/database-names.js';
import { expectProblem } from '../support/problems.js';

const newSecret = 'the secret that comes after, as long as the one before';
let register: TestApp;
let owner: pg.Client;
beforeAll(async () => {
  register = await startApp();
  owner = new pg.Client({ connectionString: register.database.urls.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await register.close();
});

describe('S59 another APP_SECRET', () => {
  it('is the first one of a new register, and the same one changes nothing', async () => {
    expect(await rotateSecret(owner, testSecret, '')).toBe(false);
    const before = await contentOf(register.database);
    expect(await rotateSecret(owner, testSecret, newSecret)).toBe(false);
    expect(await contentOf(register.database)).toEqual(before);
    expect(
      JSON.stringify(await register.sql(`SELECT value FROM setting WHERE key = 'secret'`)),
    ).toMatch(/"[0-9a-f]{16}"/);
  });

  it('is refused without the one before, and nothing is changed: it may be a slip', async () => {
    const before = await contentOf(register.database);
    await expect(rotateSecret(owner, newSecret, '')).rejects.toThrow(
      /^APP_SECRET is not the one this register was made with/,
    );
    await expect(
      rotateSecret(owner, newSecret, 'another wrong secret, long enough to be one'),
    ).rejects.toThrow(/APP_SECRET_PREVIOUS/);
    expect(await contentOf(register.database)).toEqual(before);
  });

  it('ends every session and mailed link; authenticator apps go on, and a mail that has not left holds a link that works', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const [mailed, waiting] = [await Applicant.sends(register), await Applicant.begins(register)];
    const old = await mailed.confirmationToken();
    await waiting.fillsIn();
    await waiting.uploads();
    await waiting.sends();

    expect(await rotateSecret(owner, newSecret, testSecret)).toBe(true);
    const after = await startApp({ beside: register, secret: newSecret });
    try {
      const cookie = colleague.browser.jar;
      expect(cookie).toBeDefined();
      expectProblem(await colleague.browser.get('/api/v1/staff/session'), 401);
      expectProblem(await waiting.browser.get('/api/v1/submission'), 401);
      expectProblem(await after.anonymous.post('/api/v1/confirmations').send({ token: old }), 410);
      await signInFully(after, colleague.email);
      await after.drain();
      const [mail] = await register.sql<{ id: string }>(
        `SELECT t.id FROM submission_token t JOIN submission s ON s.id = t.submission_id
          WHERE s.reference = $1 AND t.purpose = 'confirm'`,
        [waiting.reference],
      );
      const token = deriveToken(newSecret, 'confirm', mail!.id);
      expect(after.mailbox.newest(waiting.email, /Confirm/).text).toContain(token);
      await after.anonymous.post('/api/v1/confirmations').send({ token }).expect(200);
    } finally {
      await after.close();
    }
    // Changing back to the old secret is another rotation.
    expect(await rotateSecret(owner, testSecret, 'lost')).toBe(true);
    expect(await register.sql('SELECT 1 FROM staff WHERE totp_secret IS NOT NULL')).toEqual([]);
  });
});
