import { startApp, type TestApp } from '../support/app.js';
import { contentOf } from '../support/database.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('RL13 Idempotency-Key', () => {
  const key = 'e2f1b9d0-5a38-4d0c-9a3e-1b1f0f6a7c11';
  const begin = (browser = register.anonymous, language = 'en', used = key) =>
    browser.post('/api/v1/submissions').set('Idempotency-Key', used).send({ language });

  it('the same call again gives the same endorsement and the same door to it, also after a restart', async () => {
    const first = await begin().expect(201);
    const again = await begin().expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['set-cookie']![0]).toBe(first.headers['set-cookie']![0]);
    const restarted = await startApp({ described: true, beside: register });
    expect(
      (
        await restarted.anonymous
          .post('/api/v1/submissions')
          .set('Idempotency-Key', key)
          .send({ language: 'en' })
          .expect(201)
      ).body,
    ).toEqual(first.body);
    await restarted.close();
    const rows = await register.sql(`SELECT 1 FROM submission WHERE reference = $1`, [
      (first.body as { reference: string }).reference,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('many requests at the same moment create one; those during the run are told that it is running', async () => {
    const before = await register.sql(`SELECT count(*)::int AS n FROM submission`);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => begin(register.anonymous, 'en', 'race-race-race-race')),
    );
    expect(
      new Set(
        answers
          .filter(({ status }) => status === 201)
          .map(({ body }) => (body as { reference: string }).reference),
      ).size,
    ).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await register.sql(`SELECT count(*)::int AS n FROM submission`)).toEqual([
      { n: (before[0] as { n: number }).n + 1 },
    ]);
  });

  it('another request with it, and a key that could be guessed, are refused and change nothing', async () => {
    await begin().expect(201);
    await changesNothing(register, async () => {
      expectProblem(await begin(register.anonymous, 'fr'), 422, 'idempotency-key-reused');
      expectProblem(await begin(register.anonymous, 'en', '1234'), 400, 'bad-idempotency-key');
    });
  });

  it('the database holds only its hash', async () => {
    await begin().expect(201);
    expect(
      JSON.stringify(await register.sql(`SELECT k::text FROM idempotency_key k`)),
    ).not.toContain(key);
    expect(Object.keys(await contentOf(register.database))).toContain('idempotency_key');
  });
});
