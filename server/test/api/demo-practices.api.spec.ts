import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { DataSource } from 'typeorm';
import type { PracticeListDto } from '../../src/site/public/practices.dto.js';
import { loadDemoPractices, readDemoPractices } from '../../src/commands/seed/demo-practices.js';
import { seedDemo } from '../../src/commands/seed/demo.js';
import { removeDemo } from '../../src/commands/seed/remove-demo.js';
import { PracticeSection } from '../../src/joining/submissions/dto/follow-up-sections.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let database: DataSource;

beforeAll(async () => {
  register = await startApp({ described: true });
  database = register.app.get(DataSource);
});
afterAll(() => register.close());

const told = async () => {
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
  return (await register.anonymous.get('/api/v1/practices').expect(200)).body as PracticeListDto;
};
const rows = () =>
  register.sql(`SELECT (SELECT count(*)::int FROM practice) AS practices,
    (SELECT count(*)::int FROM submission) AS cases,
                       (SELECT count(*)::int FROM signatory) AS signatories`);

describe('the good practices of the demonstration', () => {
  it('could have been sent by the form', async () => {
    for (const {
      signatory,
      publishedOn: _,
      language: __,
      ...content
    } of await readDemoPractices()) {
      const wrong = await validate(plainToInstance(PracticeSection, content), {
        whitelist: true,
        forbidNonWhitelisted: true,
      });
      expect({ signatory, wrong }).toEqual({ signatory, wrong: [] });
    }
  });

  it('are marked, of all pillars, several countries and both languages, count in no report, and go with the demonstration', async () => {
    const before = await rows();
    await seedDemo(database.manager);
    const { items, total } = await told();
    expect(total).toBe((await readDemoPractices()).length);
    expect(items.every(({ signatory }) => signatory.demo)).toBe(true);
    expect(new Set(items.map(({ pillar }) => pillar)).size).toBe(4);
    expect(new Set(items.map(({ language }) => language))).toEqual(new Set(['en', 'fr']));
    expect(
      new Set(items.map(({ signatory }) => signatory.countryCode)).size,
    ).toBeGreaterThanOrEqual(6);

    const { browser } = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const [practice] = await register.sql(`SELECT submission_id AS id FROM practice LIMIT 1`);
    expect(
      (await browser.get(`/api/v1/staff/submissions/${String(practice!['id'])}`).expect(200)).body,
    ).toMatchObject({
      demo: true,
      kind: 'practice',
    });
    const [year] = await register.sql(
      `SELECT extract(year FROM max(published_at))::int AS year FROM practice`,
    );
    const report = (await browser.get(`/api/v1/staff/reports/${String(year!['year'])}`).expect(200))
      .body as object;
    expect(report).toMatchObject({ figures: { practices: 0 } });

    const { removed } = await removeDemo(database.manager);
    expect(removed.practices).toBe(total);
    expect((await told()).total).toBe(0);
    expect(await rows()).toEqual(before);
  });

  it('are added to no register but the demonstration', async () => {
    await loadDemoPractices(database.manager, await readDemoPractices());
    expect(await register.sql('SELECT 1 FROM practice')).toEqual([]);
  });
});
