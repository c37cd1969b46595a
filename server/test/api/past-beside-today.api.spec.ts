import type { Response } from 'supertest';
import { DataSource } from 'typeorm';
import { PublicDatabase } from '../../src/site/public/public-database.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let publicId: string;
beforeAll(async () => {
  register = await startApp();
  const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const { reference } = await Applicant.endorses(register);
  ({ publicId } = await staff.approvesAndPublishes(reference));
  await register.sql(`UPDATE signatory SET published_at = published_at - interval '5 days'`);
  await register.sql(`UPDATE register SET version = version + 1, only_adds = false`);
  await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
  await register.hearsOfChanges();
});
afterAll(() => register.close());

const countries = ['AT', 'BE', 'DE', 'FR', 'IT', 'NO', 'PL', 'SE'];
/** What a stranger may ask at once: two fresh days under many filters. */
const asked = [1, 2].flatMap((age) =>
  countries.map((country, index) => {
    const filter = index % 2 ? `action=x.${country.toLowerCase()}` : `country=${country}`;
    return `/api/v1/counts?asOf=${dayFromToday(-age)}&${filter}`;
  }),
);
const busy = (name: string) => {
  const pool = register.app
    .get(PublicDatabase)
    .pools()
    .find((one) => one.name === name)!;
  return pool.size - pool.idle;
};

/** Reads today's register while the past cannot be read to its end. */
async function whileThePastIsSlow(read: () => Promise<void>): Promise<void> {
  await register.app.get(DataSource).transaction(async (manager) => {
    await manager.query('LOCK TABLE signatory_revision IN ACCESS EXCLUSIVE MODE');
    await read();
  });
}

describe('O19 the past never holds up today', () => {
  it('16 questions for fresh days: one is answered at a time, few wait, today has its connections', async () => {
    let all: Promise<Response>[] = [];
    await whileThePastIsSlow(async () => {
      all = asked.map((path) => register.anonymous.get(path).then((answer) => answer));
      await eventually(() => expect(busy('counting')).toBe(1));
      const begun = Date.now();
      for (const page of [
        `/api/v1/signatories/${publicId}`,
        '/en/signatories?country=FR',
        '/api/v1/counts?kind=region',
        '/api/v1/signatories?q=x',
      ])
        await register.anonymous.get(page).expect(200);
      expect(Date.now() - begun).toBeLessThan(3_000);
      expect([busy('public'), busy('counting')]).toEqual([0, 1]);
    });
    const answers = await Promise.all(all);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBe(16 - 9);
    for (const answer of refused) {
      expectProblem(answer, 503, 'busy');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    for (const path of asked) await register.anonymous.get(path).expect(200);
    expect([busy('public'), busy('counting')]).toEqual([0, 0]);
  });

  it('neither do its files', async () => {
    const day = dayFromToday(-3);
    let all: Promise<Response>[] = [];
    await whileThePastIsSlow(async () => {
      all = countries.map((country) =>
        register.anonymous
          .get(`/api/v1/signatories.csv?asOf=${day}&country=${country}`)
          .then((answer) => answer),
      );
      await eventually(() => expect(busy('exports')).toBeGreaterThan(0));
      await register.anonymous.get('/api/v1/signatories?country=NO').expect(200);
      expect(busy('public')).toBe(0);
    });
    for (const answer of await Promise.all(all)) expect([200, 503]).toContain(answer.status);
  });
});
