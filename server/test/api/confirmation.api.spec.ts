import type { Response } from 'supertest';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const confirm = (token: string) => register.anonymous.post('/api/v1/confirmations').send({ token });
const stateOf = async ({ reference }: Applicant) =>
  (
    await register.sql<{ state: string }>('SELECT state FROM submission WHERE reference = $1', [
      reference,
    ])
  )[0]!.state;
const cookiesOf = (response: Response) =>
  (response.headers['set-cookie'] as unknown as string[] | undefined) ?? [];

async function caseLinkOf(town: Applicant): Promise<string> {
  await register.anonymous
    .post('/api/v1/case-links')
    .send({ reference: town.reference, email: town.email })
    .expect(202);
  await register.drain();
  return tokenIn(register.mailbox.newest(town.email, /sign-in link/));
}

describe('TR4 the address is proven by the mailed link', () => {
  it('TR4 a GET never confirms, and burns nothing', async () => {
    const town = await Applicant.sends(register);
    const token = await town.confirmationToken();
    await changesNothing(register, async () => {
      for (let time = 0; time < 20; time++) {
        await register.anonymous.get(`/api/v1/confirmations?token=${token}`).expect(404);
        await register.anonymous.head(`/api/v1/confirmations?token=${token}`).expect(404);
        await register.anonymous.get(`/en/confirm?token=${token}`).set('Purpose', 'prefetch');
      }
    });
    expect((await confirm(token).expect(200)).body).toEqual({
      reference: town.reference,
      state: 'waiting',
    });
  });

  it('the first POST opens a session, the second gives the same friendly answer without one', async () => {
    const town = await Applicant.sends(register);
    const token = await town.confirmationToken();
    const first = await confirm(token).expect(200);
    expect(cookiesOf(first)).toHaveLength(1);
    const second = await changesNothing(register, () => confirm(token).expect(200));
    expect(second.body).toEqual(first.body);
    expect(cookiesOf(second)).toEqual([]);
  });

  it('twenty at once confirm it once', async () => {
    const town = await Applicant.sends(register);
    const token = await town.confirmationToken();
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.filter((answer) => cookiesOf(answer).length > 0)).toHaveLength(1);
    expect(
      await register.sql(
        `SELECT 1 FROM event JOIN submission s ON s.id = subject_id WHERE reference = $1
          AND action = 'submission.confirm'`,
        [town.reference],
      ),
    ).toHaveLength(1);
    expect(
      await register.sql(
        `SELECT 1 FROM outbox JOIN submission s ON s.id = submission_id WHERE reference = $1
          AND template = 'submission_confirmed'`,
        [town.reference],
      ),
    ).toHaveLength(1);
  });

  it('signs out the person who filled in the form, and signs in the person who proved the address', async () => {
    const town = await Applicant.sends(register);
    const officer = register.browser();
    await officer
      .post('/api/v1/confirmations')
      .send({ token: await town.confirmationToken() })
      .expect(200);
    expectProblem(await town.browser.get('/api/v1/submission'), 401, 'no-submission');
    expect((await officer.get('/api/v1/submission').expect(200)).body).toMatchObject({
      reference: town.reference,
      state: 'waiting',
    });
  });

  it('refuses a changed, foreign, expired or made-up token in the same words', async () => {
    const town = await Applicant.sends(register);
    const good = await town.confirmationToken();
    const other = await Applicant.endorses(register);
    const caseLink = await caseLinkOf(other);
    const late = await Applicant.sends(register);
    const expired = await late.confirmationToken();
    await register.sql(
      `UPDATE submission_token SET expires_at = now() - interval '1 second'
        WHERE submission_id = (SELECT id FROM submission WHERE reference = $1)`,
      [late.reference],
    );
    const gone = await Applicant.sends(register);
    const takenBack = await gone.confirmationToken();
    await gone.browser.post('/api/v1/submission/withdrawal').expect(204);

    const changed = [0, 1, 20, good.length - 2].map(
      (index) => good.slice(0, index) + (good[index] === 'A' ? 'B' : 'A') + good.slice(index + 1),
    );
    const bad = [
      ...changed,
      caseLink,
      expired,
      takenBack,
      good.slice(1),
      `${good}x`,
      good.toLowerCase(),
      'x',
      '\u0000',
      '%',
      `${good}\n`,
    ];
    const refusals = await changesNothing(register, async () => {
      const answers: Response[] = [];
      for (const token of bad) answers.push(await confirm(token));
      return answers;
    });
    const words = refusals.map((refusal) => {
      const { instance: _, ...rest } = expectProblem(refusal, 410, 'link-does-not-work');
      return JSON.stringify(rest);
    });
    expect(new Set(words).size).toBe(1);
    expect([await stateOf(town), await stateOf(late), await stateOf(gone)]).toEqual([
      'unconfirmed',
      'unconfirmed',
      'withdrawn',
    ]);
    await confirm(good).expect(200);
  });

  it('S42 a confirmation token opens no case, and a session cookie confirms nothing', async () => {
    const town = await Applicant.sends(register);
    const token = await town.confirmationToken();
    const cookie = cookiesOf(
      await register.anonymous.post('/api/v1/submissions').send({}).expect(201),
    )[0]!.split(/[=;]/)[1]!;
    await changesNothing(register, async () => {
      expectProblem(
        await register.anonymous.post('/api/v1/case-sessions').send({ token }),
        410,
        'link-does-not-work',
      );
      expectProblem(await confirm(cookie), 410, 'link-does-not-work');
      expectProblem(
        await register.anonymous.get('/api/v1/submission').set('Cookie', `applicant=${token}`),
        401,
        'no-submission',
      );
    });
  });

  it('the database holds hashes, never a token', async () => {
    const town = await Applicant.sends(register);
    const tables = await register.sql<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const dump = async () =>
      (
        await Promise.all(
          tables.map(({ name }) =>
            register.sql<{ line: string }>(`SELECT t::text AS line FROM ${name} t`),
          ),
        )
      )
        .flat()
        .map(({ line }) => line)
        .join('\n');
    const beforeSending = await dump();
    const token = await town.confirmationToken();
    const all = beforeSending + (await dump());
    expect(all).toContain(town.reference);
    expect(all).not.toContain(token);
    expect(all).not.toContain(Buffer.from(token).toString('hex'));
    const [row] = await register.sql<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM submission_token
        WHERE hash = sha256($1::text::bytea)) AS found`,
      [token],
    );
    expect(row!.found).toBe(true);
  });
});
