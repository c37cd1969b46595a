import { solveChallenge } from 'altcha-lib/v1';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const begins = (proof?: string) =>
  register.anonymous
    .post('/api/v1/submissions')
    .send({ language: 'en', ...(proof ? { proof } : {}) });
const beginMany = async (count: number) => {
  for (let index = 0; index < count; index += 1) await begins().expect(201);
};
interface Challenge {
  challenge: string;
  salt: string;
  maxnumber: number;
}
async function solved({ challenge, salt, maxnumber, ...rest }: Challenge): Promise<string> {
  const solution = await solveChallenge(challenge, salt, 'SHA-256', maxnumber).promise;
  return Buffer.from(
    JSON.stringify({ ...rest, challenge, salt, number: solution!.number }),
  ).toString('base64');
}

describe('S44 many beginnings from one network', () => {
  it('cost a proof of work from the thirty-first in the hour on; each proof counts once', async () => {
    await beginMany(limits.draftsWithoutProof);
    const { challenge } = await changesNothing(register, async () =>
      expectProblem(await begins(), 429, 'proof-needed'),
    );
    const proof = await solved(challenge as Challenge);
    await begins(proof).expect(201);
    await changesNothing(register, async () => {
      expectProblem(await begins(proof), 429, 'proof-needed');
      expectProblem(await begins('bm8gcHJvb2Y='), 429, 'proof-needed');
      expectProblem(
        await begins(
          Buffer.from(
            JSON.stringify({ ...(challenge as object), number: 1, signature: 'x' }),
          ).toString('base64'),
        ),
        429,
        'proof-needed',
      );
    });
  });

  it('on the page, the browser gets the task, and without scripts the page says what to do', async () => {
    await beginMany(limits.draftsWithoutProof);
    const page = await register.browser().post('/en/endorse').expect(429);
    expect(page.text).toContain('Your browser is doing a short calculation');
    expect(page.text).toContain('<noscript>');
    // No form was begun; the only cookie is the secret of the token in the page's own form.
    expect(page.get('Set-Cookie')).toEqual([expect.stringMatching(/^form=/)]);
    const task = JSON.parse(
      /data-proof="([^"]+)"/
        .exec(page.text)![1]!
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&'),
    ) as Challenge;
    await register
      .browser()
      .post('/en/endorse')
      .type('form')
      .send({ proof: await solved(task) })
      .expect(303)
      .expect('location', '/en/endorse/find');
  });
});

describe('a machine fills in the form', () => {
  async function ready(): Promise<Applicant> {
    const applicant = await Applicant.begins(register);
    await applicant.fillsIn();
    await applicant.uploads();
    return applicant;
  }
  const send = (applicant: Applicant, more: object = {}) =>
    applicant.browser
      .post('/en/endorse/check')
      .type('form')
      .send({ version: '99', accepted: 'true', ...more });
  /** As if the form had been begun that many seconds ago. */
  const begun = (reference: string, seconds: number) =>
    register.sql(
      `UPDATE submission SET created_at = now() - make_interval(secs => $2) WHERE reference = $1`,
      [reference, seconds],
    );

  it('the field that nobody sees, and a haste that nobody has, are answered with a second reading, not with a reason and not with silence', async () => {
    const applicant = await ready();
    // Filling it in takes a slow machine longer than the haste that is meant.
    await begun(applicant.reference, 0);
    for (const more of [{}, { homepage: 'https://spam.example' }]) {
      const again = await send(applicant, more).expect(409);
      expect(again.text).toContain('Please check your answers once more, then send.');
      expect(again.text).not.toContain('spam.example');
      expect((await applicant.looks()).state).toBe('draft');
      await begun(applicant.reference, 60);
    }
    await send(applicant).expect(303).expect('location', '/en/endorse/sent');
    expect((await applicant.looks()).state).toBe('unconfirmed');
  });
});
