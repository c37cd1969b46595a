import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dayInStrasbourg } from '../../../contract/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { Instance } from '../support/instance.js';
import { sharesPractice } from '../support/practices.js';
import { publicPageOf } from '../support/public-page.js';

/**
 * Neither the machine's zone nor the database's is Strasbourg's: one is most of a day ahead, the
 * other most of a day behind.
 */
const zones = { machine: 'Pacific/Kiritimati', database: 'Pacific/Honolulu' };

/** Moments around midnight in Strasbourg, and the day that its people write. */
const moments: [moment: string, day: string, en: string, fr: string][] = [
  ['2025-11-30T22:59:59.000Z', '2025-11-30', '30 November 2025', '30 novembre 2025'],
  ['2025-11-30T23:00:00.000Z', '2025-12-01', '1 December 2025', '1er décembre 2025'],
  ['2025-12-31T23:30:00.000Z', '2026-01-01', '1 January 2026', '1er janvier 2026'],
  ['2026-06-30T22:30:00.000Z', '2026-07-01', '1 July 2026', '1er juillet 2026'],
  // The night in which summer time begins, and that in which it ends.
  ['2026-03-28T23:00:00.000Z', '2026-03-29', '29 March 2026', '29 mars 2026'],
  ['2026-03-29T21:59:59.000Z', '2026-03-29', '29 March 2026', '29 mars 2026'],
  ['2026-03-29T22:00:00.000Z', '2026-03-30', '30 March 2026', '30 mars 2026'],
  ['2025-10-25T22:00:00.000Z', '2025-10-26', '26 October 2025', '26 octobre 2025'],
  ['2025-10-26T22:59:59.000Z', '2025-10-26', '26 October 2025', '26 octobre 2025'],
  ['2025-10-26T23:00:00.000Z', '2025-10-27', '27 October 2025', '27 octobre 2025'],
];

const clock = pathToFileURL(join(import.meta.dirname, '../support/shifted-clock.mjs')).href;
/** Settings of an instance for which it is so late in the evening, UTC. */
function atNight(time: string): { today: string; settings: Record<string, string> } {
  const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const ahead = Date.parse(`${today}T${time}:00Z`) - Date.now();
  return { today, settings: { SHIFT_MS: String(ahead), NODE_OPTIONS: `--import=${clock}` } };
}
const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

let register: TestApp;
let there: TestApp;
let instance: Instance;
let anna: Colleague;
let colleague: Colleague;
let publicId: string;
let slug: string;
let practice: string;

beforeAll(async () => {
  const database = await createDatabase();
  await database.sql(`ALTER DATABASE ${database.name} SET timezone = '${zones.database}'`);
  register = await startApp({ database });
  colleague = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const town = await Applicant.endorses(register, { decision: { decidedOn: '2020-01-05' } });
  ({ publicId } = await colleague.approvesAndPublishes(town.reference));
  ({ slug } = await publicPageOf(register, publicId));
  practice = await sharesPractice(register, publicId);
  const texts = { titleEn: 'Title', titleFr: 'Titre', summaryEn: 'What', summaryFr: 'Quoi' };
  const { body: article } = await colleague.browser
    .post('/api/v1/staff/articles')
    .send({ ...texts, bodyEn: 'Text', bodyFr: 'Texte' })
    .expect(201);
  const { id, version } = article as { id: string; version: number };
  await colleague.browser
    .post(`/api/v1/staff/articles/${id}/steps`)
    .set('If-Match', `"${version}"`)
    .send({ action: 'publish' })
    .expect(200);
  instance = await Instance.beside(register, { settings: { TZ: zones.machine } });
  there = instance.register;
  anna = instance.colleague(colleague);
}, 120_000);
afterAll(async () => {
  await instance.kill();
  await register.close();
});

/** As if all of it had happened at that moment; the running instance hears of it. */
async function allHappened(moment: string): Promise<void> {
  await register.sql('UPDATE signatory SET published_at = $1, changed_at = $1', [moment]);
  await register.sql('UPDATE practice SET published_at = $1', [moment]);
  await register.sql('UPDATE article SET public_at = $1', [moment]);
  const [row] = await register.sql<{ version: string }>(
    'UPDATE register SET version = version + 1 RETURNING version',
  );
  await register.sql(`SELECT pg_notify('register', $1)`, [row!.version]);
  await eventually(async () => {
    const { headers } = await there.anonymous.get('/api/v1/counts').expect(200);
    expect(headers['etag']).toMatch(new RegExp(`^"${row!.version}-`));
  });
}

const page = async (path: string) =>
  (await there.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const file = async (path: string) => (await there.anonymous.get(path).expect(200)).text;

/** The days in words that a page shows beside those of the town's own making. */
const daysIn = (text: string, wanted: string) => {
  const [, ...rest] = wanted.split(' ');
  const sameMonth = new RegExp(`\\d{1,2}(?:er)? ${rest.join(' ')}`, 'g');
  return [...new Set(text.match(sameMonth) ?? [])];
};

describe('IN3 one clock, whatever the machine’s and the database’s zones are', () => {
  it.each(moments)('%s is %s, on pages and in exports', async (moment, day, en, fr) => {
    expect(dayInStrasbourg(new Date(moment))).toBe(day);
    await allHappened(moment);
    for (const path of [`practices/${practice}`, `signatories/${slug}`, 'news'])
      for (const [language, words] of Object.entries({ en, fr }))
        expect([path, daysIn(await page(`/${language}/${path}`), words)]).toEqual([path, [words]]);
    const exported = await anna.browser
      .get('/api/v1/staff/signatories/export?format=csv')
      .expect(200);
    const [head = '', row = ''] = exported.text.split(/\r?\n/);
    const cell = (name: string) => row.split(',')[head.split(',').indexOf(name)];
    expect([cell('published_on'), cell('changed_on')]).toEqual([day, day]);
  });

  it.each(moments)('%s stays what it is for machines', async (moment) => {
    await allHappened(moment);
    const { publishedAt } = (await there.anonymous.get(`/api/v1/signatories/${publicId}`)).body as {
      publishedAt: string;
    };
    expect(new Date(publishedAt).toISOString()).toBe(moment);
    const short = moment.replace('.000Z', '');
    expect(await file('/api/v1/signatories.csv')).toMatch(new RegExp(`,"?${short}(\\.000)?Z`));
    expect(await file('/en/feeds/signatories.atom')).toMatch(
      new RegExp(`<published>${short}(\\.000)?Z</published>`),
    );
    expect(await file('/fr/feeds/signatories.rss')).toContain(
      `<pubDate>${new Date(moment).toUTCString().replace('GMT', '+0000')}</pubDate>`,
    );
  });
});

/**
 * The clock of the program, not the database's, which decides about sessions, links and what is
 * due.
 */
describe('IN3 for a program at night', () => {
  it.each([
    ['23:30', true],
    ['22:30', true],
    ['19:30', false],
  ])(
    'at %s UTC the next day has begun somewhere in Europe: %s',
    async (time, somewhere) => {
      const { today, settings } = atNight(time);
      // At 22:30 it has begun in Strasbourg in summer only.
      const isTomorrow = dayInStrasbourg(new Date(`${today}T${time}:00Z`)) !== today;
      const late = await Instance.beside(register, { settings });
      try {
        const { headers } = await late
          .colleague(colleague)
          .browser.get('/api/v1/staff/signatories/export?format=csv')
          .expect(200);
        expect(headers['content-disposition']).toContain(isTomorrow ? dayAfter(today) : today);
        const town = await Applicant.begins(late.register);
        const decides = async (decidedOn: string) =>
          (await town.saves('decision', { body: 'council', decidedOn })).status;
        expect(await decides(dayAfter(dayAfter(today)))).toBe(422);
        expect(await decides(dayAfter(today))).toBe(somewhere ? 200 : 422);
        expect(await decides(today)).toBe(200);
      } finally {
        await late.kill();
      }
    },
    60_000,
  );
});
