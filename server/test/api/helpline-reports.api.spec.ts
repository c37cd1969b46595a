import type { HelplinesOverviewDto } from '../../src/workbench/helplines/helplines.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  administrator = await Colleague.signsIn(register, 'administrator');
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const page = async (path: string) =>
  (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const overview = async () =>
  (await administrator.browser.get('/api/v1/staff/helplines').expect(200))
    .body as HelplinesOverviewDto;

describe('CT1 “this number is wrong”', () => {
  const report = (body: object) =>
    register.anonymous
      .post('/fr/help/report')
      .type('form')
      .set('Accept', 'text/html')
      .set('Sec-Fetch-Site', 'same-origin')
      .send(body);

  it('is a form without scripts that asks nothing about the reader, and reaches staff', async () => {
    const form = await page('/fr/help/report?country=FR&number=119');
    expect(form).toContain('value="119"');
    expect(form).toContain('href="/de/help/report?country=FR&amp;number=119"');
    expect(form).not.toMatch(/type="email"|name="name"/);
    const { text } = await report({ country: 'FR', number: '119', remark: 'occupé <b>' }).expect(
      200,
    );
    expect(text).toContain('Merci.');
    const [row] = await register.sql(`SELECT * FROM helpline_report`);
    expect(Object.keys(row!).sort()).toEqual(
      ['country_code', 'created_at', 'id', 'language', 'number', 'remark'].sort(),
    );
    const { reports } = await overview();
    expect(reports).toMatchObject([
      { country: 'FR', number: '119', remark: 'occupé <b>', language: 'fr' },
    ]);
    const path = `/api/v1/staff/helpline-reports/${reports[0]!.id}/closing`;
    const outcome = { outcome: 'number_is_right' };
    expectProblem(await reviewer.browser.post(path).send(outcome), 403);
    await administrator.browser.post(path).send(outcome).expect(204);
    expectProblem(await administrator.browser.post(path).send(outcome), 404);
    expect((await overview()).reports).toEqual([]);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'helpline.close_report'`,
    );
    expect(event!.details).toEqual({ ...outcome, country: 'FR' });
  });

  it('is closed however the number is written, and the trail keeps nothing of what was written', async () => {
    await report({ country: 'FR', number: '+33 6 12 34 56 78', remark: 'Ask Olaf' }).expect(200);
    const { reports } = await overview();
    await administrator.browser
      .post(`/api/v1/staff/helpline-reports/${reports[0]!.id}/closing`)
      .send({ outcome: 'number_is_right' })
      .expect(204);
    const trail = await register.sql(
      `SELECT details::text AS details FROM event WHERE action = 'helpline.close_report'`,
    );
    expect(JSON.stringify(trail)).not.toMatch(/Olaf|12 ?34/);
  });

  it('refuses what is no number, a machine, and too many from one network', async () => {
    await changesNothing(register, async () => {
      const { text } = await report({ country: 'ZZ', number: 'x', remark: 'r' }).expect(422);
      expect(text).toContain('aria-invalid="true"');
      await report({ country: 'FR', number: '119', homepage: 'http://spam' }).expect(200);
    });
    await register.forgetLimits();
    for (let count = 0; count < 5; count++)
      await report({ country: 'FR', number: '119' }).expect(200);
    const { headers } = await report({ country: 'FR', number: '119' }).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await overview()).reports).toHaveLength(5);
  });
});
