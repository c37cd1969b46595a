import { solveChallenge } from 'altcha-lib/v1';
import { RateLimits } from '../../src/platform/http/rate-limits.js';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, cookieOf, password } from '../support/colleague.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
/** Behind a trusted proxy: the client's address is the one in X-Forwarded-For. */
let proxied: TestApp;
beforeAll(async () => {
  register = await startApp();
  proxied = await startApp({ beside: register, settings: { TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(async () => {
  await proxied.close();
  await register.close();
});
beforeEach(() => register.forgetLimits());

const count = (statuses: number[], status: number) =>
  statuses.filter((one) => one === status).length;
const atOnce = async (times: number, ask: (number: number) => Promise<{ status: number }>) =>
  (await Promise.all(Array.from({ length: times }, (_, number) => ask(number)))).map(
    ({ status }) => status,
  );

describe('S44 limits hold for simultaneous requests', () => {
  it('passwords of one account: no more attempts than the limit', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const statuses = await atOnce(60, async (number) =>
      register.anonymous
        .post('/api/v1/staff/session')
        .send({ email, password: `guess number ${number}` }),
    );
    expect(count(statuses, 401)).toBe(limits.signInFailuresPerAccount.points);
    expect(count(statuses, 429)).toBe(60 - limits.signInFailuresPerAccount.points);
  });

  it('names from one network', async () => {
    const statuses = await atOnce(60, async (number) =>
      register.anonymous
        .post('/api/v1/staff/session')
        .send({ email: `nobody-${number}@congress.example`, password: 'a long walk by the Rhine' }),
    );
    expect(count(statuses, 401)).toBe(limits.signInFailuresPerAddress.points);
  });

  it('codes of the second factor', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const half = cookieOf(
      await register.anonymous.post('/api/v1/staff/session').send({ email, password }).expect(201),
    );
    const statuses = await atOnce(40, async (number) =>
      register.anonymous
        .post('/api/v1/staff/session/second-factor')
        .set('Cookie', half)
        .send({ oneTimeCode: String(100_000 + number) }),
    );
    expect(count(statuses, 422)).toBe(limits.wrongCodesPerNetwork.points);
  });

  it('a correct password does not count as a failure, and colleagues behind one address do not block each other', async () => {
    const colleagues = await Promise.all(
      Array.from({ length: 8 }, () => Colleague.exists(register, ['reviewer'])),
    );
    for (let round = 0; round < 3; round += 1) {
      const statuses = await atOnce(8, async (number) =>
        register.anonymous
          .post('/api/v1/staff/session')
          .send({ email: colleagues[number]!.email, password }),
      );
      expect(count(statuses, 201)).toBe(8);
    }
  });

  it('beginnings without a proof of work', async () => {
    const statuses = await atOnce(limits.draftsWithoutProof + 40, async () =>
      register.anonymous.post('/api/v1/submissions').send({ language: 'en' }),
    );
    expect(count(statuses, 201)).toBe(limits.draftsWithoutProof);
  });
});

describe('S44 a proof of work counts once', () => {
  interface Challenge {
    algorithm: string;
    challenge: string;
    salt: string;
    signature: string;
    maxnumber: number;
  }

  it('however its solution is spelled, even if all spellings arrive at once', async () => {
    const begins = (proof?: string) =>
      register.anonymous
        .post('/api/v1/submissions')
        .send({ language: 'en', ...(proof ? { proof } : {}) });
    await atOnce(limits.draftsWithoutProof, async () => begins());
    const { challenge } = expectProblem(await begins(), 429, 'proof-needed') as unknown as {
      challenge: Challenge;
    };
    const { number } = (await solveChallenge(
      challenge.challenge,
      challenge.salt,
      'SHA-256',
      challenge.maxnumber,
    ).promise)!;
    const solution = { ...challenge, number };
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const spellings = [
      base64(JSON.stringify(solution)),
      base64(JSON.stringify(solution, null, 1)),
      base64(JSON.stringify(Object.fromEntries(Object.entries(solution).reverse()))),
      base64(JSON.stringify({ ...solution, more: Math.random() })),
      base64(JSON.stringify({ ...solution, number: String(number) })),
      base64(JSON.stringify(solution)).replace(/=+$/, ''),
      base64(`${JSON.stringify(solution)}  `),
      base64(JSON.stringify(solution)).replace(/(.{10})/, '$1 '),
      base64(`{"challenge":"other",${JSON.stringify(solution).slice(1)}`),
    ];
    const statuses = await atOnce(spellings.length * 3, async (index) =>
      begins(spellings[index % spellings.length]),
    );
    expect(count(statuses, 201)).toBe(1);
  });
});

describe('S44 an IPv6 network does not get around a limit by changing its address', () => {
  const begins = (ip: string) =>
    proxied.anonymous
      .post('/api/v1/submissions')
      .set('X-Forwarded-For', ip)
      .send({ language: 'en' });
  const free = limits.draftsWithoutProof;
  const hex = (number: number) => number.toString(16);

  it.each([
    ['within a /64', (n: number) => `2001:db8:1:1::${hex(n + 1)}`, free],
    ['within a /56', (n: number) => `2001:db8:2:${hex(n % 256)}::1`, free * 4],
  ])('%s', async (_, ip, allowed) => {
    const statuses: number[] = [];
    for (let batch = 0; statuses.length < allowed + 20; batch += 20)
      statuses.push(...(await atOnce(20, async (number) => begins(ip(batch + number)))));
    expect(count(statuses, 201)).toBe(allowed);
  });

  it('within a /48', async () => {
    const rates = proxied.app.get(RateLimits);
    const limit = { points: 2, seconds: 60 };
    const uses = await Promise.allSettled(
      Array.from({ length: 60 }, (_, number) =>
        rates.useFrom('a test', limit, `2001:db8:3:${hex(number * 256)}::1`),
      ),
    );
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit.points * 16);
  });

  it('and a forged header before the proxy’s own is ignored', async () => {
    const statuses: number[] = [];
    for (let number = 0; number < free + 5; number += 1)
      statuses.push((await begins(`198.51.100.${number}, 203.0.113.9`)).status);
    expect(count(statuses, 201)).toBe(free);
  });
});
