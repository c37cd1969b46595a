import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { joins, letter, looks, sends, writes, written } from '../support/mailings.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
let bruno: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  bruno = await Colleague.signsIn(register, 'publisher');
  for (const language of ['en', 'fr', 'de'] as const) await joins(register, anna, language);
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('TR16 a letter to many', () => {
  beforeAll(async () => {
    Object.assign(limits, { lettersAlone: 1 });
    await register.sql(`UPDATE setting SET value = value || '{"fourEyes": true}'
      WHERE key = 'settings'`);
  });
  afterAll(() => Object.assign(limits, { lettersAlone: 20 }));

  it('waits for a second colleague: the author cannot send it alone', async () => {
    const draft = await written(anna);
    const proposed = await sends(anna, draft).expect(202);
    const { proposal } = proposed.body as { proposal: string };
    expect(await looks(anna, draft.id)).toMatchObject({ state: 'draft' });
    expectProblem(await anna.browser.post(`/api/v1/staff/proposals/${proposal}/confirmation`), 403);
    await bruno.browser.post(`/api/v1/staff/proposals/${proposal}/confirmation`).expect(204);
    expect(await looks(anna, draft.id)).toMatchObject({ state: 'sent', sentBy: anna.name });
    const other = await written(anna);
    await sends(bruno, other).expect(200);
  });

  it('cannot be confirmed once it was written anew', async () => {
    const draft = await written(anna);
    const { proposal } = (await sends(anna, draft).expect(202)).body as { proposal: string };
    await writes(anna, draft, { ...letter, kind: 'news' }).expect(200);
    expectProblem(
      await bruno.browser.post(`/api/v1/staff/proposals/${proposal}/confirmation`),
      412,
    );
    expect(await looks(anna, draft.id)).toMatchObject({ state: 'draft' });
  });
});
