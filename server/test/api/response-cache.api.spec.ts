import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let publisher: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  second = await startApp({ described: true, beside: register });
  publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(async () => {
  await second.close();
  await register.close();
});

const raw = (path: string, encoding: string, app = register) =>
  app.anonymous.get(path).set('Accept-Encoding', encoding).buffer(true).parse(bytes);
const pages = [
  '/en',
  '/fr/signatories',
  '/en/map',
  '/en/pact',
  '/api/v1/signatories',
  '/api/v1/map',
  '/api/v1/register',
];

describe('public answers', () => {
  it.each(pages)(
    'RL1 %s is the same in every coding, the first time and from memory',
    async (path) => {
      const plain = (await raw(path, 'identity').expect(200)).body as Buffer;
      for (const _ of ['made', 'kept']) {
        const br = await raw(path, 'br, gzip').expect(200);
        expect(br.headers).toMatchObject({
          'content-encoding': 'br',
          vary: expect.stringMatching(/accept-encoding/i) as string,
        });
        expect((br.body as Buffer).equals(plain)).toBe(true);
        const zipped = await raw(path, 'gzip').expect(200);
        expect(zipped.headers['content-encoding']).toBe('gzip');
        expect((zipped.body as Buffer).equals(plain)).toBe(true);
        expect(zipped.headers['etag']).not.toBe(br.headers['etag']);
      }
    },
  );

  it.each(pages)('%s says 304 to who has it, and HEAD says what GET would', async (path) => {
    const { headers } = await register.anonymous.get(path).expect(200);
    const unchanged = await register.anonymous
      .get(path)
      .set('If-None-Match', `"other", W/${headers['etag']}`)
      .expect(304);
    expect(unchanged.headers['etag']).toBe(headers['etag']);
    expect(unchanged.headers).not.toHaveProperty('content-type');
    expect(unchanged.text).toBe('');
    await register.anonymous.get(path).set('If-None-Match', '"other"').expect(200);
    const head = await register.anonymous
      .head(path)
      .set('Accept-Encoding', 'gzip, deflate')
      .expect(200);
    expect(head.headers).toMatchObject({
      etag: headers['etag'],
      'content-type': headers['content-type'],
    });
    expect(head.text ?? '').toBe('');
  });

  it('TR1 what is published or withdrawn is seen on every instance at once, and nothing older after it', async () => {
    const town = await Applicant.endorses(register);
    const path = `/api/v1/signatories?q=${encodeURIComponent(town.town)}`;
    const total = async (app: TestApp) =>
      ((await app.anonymous.get(path).expect(200)).body as { total: number }).total;
    expect([await total(register), await total(second)]).toEqual([0, 0]);
    const signatory = await publisher.approvesAndPublishes(town.reference);
    await eventually(async () =>
      expect([await total(register), await total(second)]).toEqual([1, 1]),
    );
    expect(
      (await publisher.changes(signatory, 'withdraw', 'The council has decided to leave the Pact.'))
        .status,
    ).toBe(200);
    await eventually(async () =>
      expect([await total(register), await total(second)]).toEqual([0, 0]),
    );
    await eventually(async () => {
      for (const app of [register, second])
        await app.anonymous.get(`/api/v1/signatories/${signatory.publicId}`).expect(410);
    });
  });

  it('S57 no refusal, no form, no answer for one person is kept by anybody', async () => {
    expectProblem(await register.anonymous.get('/api/v1/signatories/ZZZZZZZZ'), 404);
    expectProblem(await register.anonymous.get('/api/v1/signatories?kind=village'), 422);
    const applicant = await Applicant.begins(register);
    for (const [browser, path] of [
      [applicant.browser, '/api/v1/submission'],
      [applicant.browser, '/en/endorse'],
      [publisher.browser, '/api/v1/staff/submissions'],
      [publisher.browser, '/api/v1/staff/session'],
      [register.browser(), '/en/nothing-here'],
    ] as const) {
      const { headers } = await browser.get(path);
      expect({ path, control: headers['cache-control'] }).toEqual({ path, control: 'no-store' });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('a cookie does not change what the public sees, and is not given by a public page', async () => {
    const plain = await register.anonymous.get('/en').expect(200);
    const staff = await publisher.browser.get('/en').expect(200);
    expect(staff.text).toBe(plain.text);
    expect(staff.headers).not.toHaveProperty('set-cookie');
  });
});
