import { performance } from 'node:perf_hooks';
import type { Response } from 'supertest';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const ask = (reference: string, email: string) =>
  register.anonymous.post('/api/v1/case-links').send({ reference, email });
const mails = async ({ email }: Applicant) => {
  await register.drain();
  return register.mailbox.of(email).filter(({ subject }) => /sign-in link|Confirm/.test(subject))
    .length;
};

describe('TR9 asking for a link tells nobody whether a case exists', () => {
  it('the answer is the same for the right pair, a wrong address, a wrong reference and an unconfirmed case', async () => {
    const town = await Applicant.endorses(register);
    const other = await Applicant.endorses(register);
    const unconfirmed = await Applicant.sends(register);
    const answers = [
      await ask(town.reference, town.email),
      await ask(town.reference, other.email),
      await ask('CDFGHJKM', town.email),
      await ask('CDFGHJKM', 'nobody@town.example'),
      await ask(unconfirmed.reference, unconfirmed.email),
    ];
    expect(new Set(answers.map(seen)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 202, body: {} });
    expect([await mails(town), await mails(other), await mails(unconfirmed)]).toEqual([2, 1, 1]);
  });

  it('the response time does not reveal it either', async () => {
    const town = await Applicant.endorses(register);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let time = 0; time < 15; time++) {
      known.push(await milliseconds(() => ask(town.reference, town.email)));
      unknown.push(await milliseconds(() => ask(town.reference, 'nobody@town.example')));
    }
    // The fastest of each: a busy machine makes others slower, and none faster.
    expect(Math.abs(Math.min(...known) - Math.min(...unknown))).toBeLessThan(20);
  });

  it('never more than five mails, one after the other', async () => {
    const town = await Applicant.endorses(register);
    for (let time = 0; time < 8; time++) await ask(town.reference, town.email).expect(202);
    expect(await mails(town)).toBe(5);
  });

  it('not even when all are requested at once', async () => {
    const town = await Applicant.endorses(register);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(town.reference, town.email)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await mails(town)).toBe(5);
  });

  it('S44 a person who asks too often has to wait, and learns how long', async () => {
    const town = await Applicant.endorses(register);
    await register.forgetLimits();
    for (let time = 0; time < 60; time++) await ask('CDFGHJKM', 'nobody@town.example').expect(202);
    const refusal = await changesNothing(register, () => ask(town.reference, town.email));
    expectProblem(refusal, 429, 'too-many');
    expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(800);
    expectProblem(
      await register.anonymous.post('/api/v1/confirmations').send({ token: 'x' }),
      429,
      'too-many',
    );
    expectProblem(
      await register.anonymous.post('/api/v1/case-sessions').send({ token: 'x' }),
      429,
      'too-many',
    );
  });
});

function seen({ status, headers, text }: Response): string {
  const { date: _, ...rest } = headers as Record<string, string>;
  return JSON.stringify({ status, rest, text });
}

async function milliseconds(attempt: () => PromiseLike<Response>): Promise<number> {
  const start = performance.now();
  await attempt();
  return performance.now() - start;
}
