import { DataSource } from 'typeorm';
import { languages } from '../../../contract/languages.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import type { HelplineDto } from '../../src/site/public/helplines.dto.js';
import type {
  HelplinesOverviewDto,
  StaffHelplineDto,
} from '../../src/workbench/helplines/helplines.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

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
const publicLines = async (query = '') =>
  (
    (await register.anonymous.get(`/api/v1/helplines${query}`).expect(200)).body as {
      items: HelplineDto[];
    }
  ).items;
const overview = async () =>
  (await administrator.browser.get('/api/v1/staff/helplines').expect(200))
    .body as HelplinesOverviewDto;
const lineOf = async (country: string, number: string) =>
  (await overview()).items.find((line) => line.country === country && line.number === number)!;
const bodyOf = ({ languages: spoken, ...line }: StaffHelplineDto) => {
  const { id: _, checkedBy: __, stale: ___, version: ____, ...body } = line;
  return { ...body, languages: spoken.join(', ') };
};
const put = (line: StaffHelplineDto, body: object, by = administrator) =>
  by.browser
    .put(`/api/v1/staff/helplines/${line.id}`)
    .set('If-Match', `"${line.version}"`)
    .send(body);

/** The page without its table of all countries, which contains every number. */
const withoutTable = (html: string) => html.replace(/<table[^>]*help-table.*?<\/table>/s, '');
const offers116111 = (html: string) => /116[\s\u00a0\u202f]?111/.test(withoutTable(html));

describe('CT1 helplines on the pages', () => {
  it('116 111 is offered where it certainly runs, and on no page where the country is unknown', async () => {
    expect(offers116111(await page('/en/help?country=PL'))).toBe(true);
    expect(offers116111(await page('/en/countries/PL'))).toBe(true);
    for (const language of languages) {
      const paths = ['', '/help', '/faq', '/about', '/contact', '/pact', '/pact/text', '/join'];
      const named = ['FR', 'IT', 'AT', 'BE', 'ES', 'RO', 'AZ', 'LI'].flatMap((code) => [
        `/help?country=${code}`,
        `/countries/${code}`,
        `/help?likely=${code}`,
      ]);
      for (const path of [...paths, ...named]) {
        const html = await page(`/${language}${path}`);
        const offered = offers116111(html);
        expect({ language, path, offered }).toEqual({ language, path, offered: false });
        // 112 where it works, and the way to the reader's own country.
        expect(html).toContain(`href="/${language}/help/here"`);
      }
    }
  });

  it('the table names each state, and adults are offered no line for children only', async () => {
    const html = await page('/en/help');
    const rowOf = (country: string) =>
      [...html.matchAll(/<tr>.*?<\/tr>/gs)]
        .map(([row]) => row)
        .find((row) => row.includes(`?country=${country}"`))!;
    const cells = (country: string) => rowOf(country).split('<td').slice(1);
    expect([...html.matchAll(/help\?country=[A-Z]{2}"/g)].length).toBeGreaterThanOrEqual(46);
    expect(cells('NL')[0]).toContain('only from 8 to 18 years of age');
    expect(cells('NL')[1]).not.toContain('0800 0432');
    expect(cells('GB')[0]).toContain('only up to 18 years of age');
    expect(cells('GB')[1]).toContain('NSPCC Helpline');
    expect(cells('GB')[1]).not.toContain('0800 1111');
    expect(cells('FR')[0]).toContain('119');
    expect(cells('AM').slice(0, 2).join('')).not.toContain('tel:');
    expect(cells('AZ')[0]).toContain('not confirmed');
  });

  it('where no line is certain, the page says so and names the child protection of the state', async () => {
    const html = await page('/en/help?country=LI');
    expect(html).toContain('We do not know of a confirmed helpline for children in: Liechtenstein');
    expect(html).toContain('child protection services');
    expect(html).toContain('tel:112');
    expect(await page('/en/help?country=FR')).not.toContain(
      'We do not know of a confirmed helpline',
    );
  });

  it.each([
    ['pl-PL,pl;q=0.9', '/en/help?likely=PL'],
    ['fr-BE', '/en/help?likely=BE'],
    ['en', '/en/help'],
    ['de-AT,fr-FR', '/en/help'],
    ['en-US,en', '/en/help'],
    [`x-${'<script>'}`, '/en/help'],
  ])(
    '“I am a child” with the languages %s leads to %s, and gives no number yet',
    async (languages, to) => {
      const { headers } = await register.anonymous
        .get('/en/help/here')
        .set('Accept-Language', languages)
        .expect(302);
      expect(headers['location']).toBe(to);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['set-cookie']).toBeUndefined();
      expect(offers116111(await page(to))).toBe(false);
    },
  );

  it('an unknown country is no country', async () => {
    for (const wrong of ['ZZ', 'US', '<b>', 'constructor', ''])
      expect(await page(`/en/help?country=${encodeURIComponent(wrong)}`)).toContain(
        'Helplines differ from country to country',
      );
    expect(await page('/en/help?country=fr')).toContain('tel:119');
  });
});

describe('CT1 helplines as data', () => {
  it('each has a source and a day of check; 116 111 is absent where it is not certain', async () => {
    const lines = await publicLines();
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      expect(line.source).not.toBe('');
      expect(line.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(line).not.toHaveProperty('checkedBy');
    }
    expect((await publicLines('?country=ES')).map(({ number }) => number)).not.toContain('116 111');
    expect(await publicLines('?country=XX')).toEqual([]);
    expectProblem(await register.anonymous.get('/api/v1/helplines?country=france'), 422);
  });
});

describe('CT1 administrators keep the helplines', () => {
  it('a corrected number is on the pages at once, with an event and a history', async () => {
    const before = await lineOf('TR', '183');
    expect(await page('/en/help?country=TR')).toContain('tel:183');
    const changed = (
      await put(before, { ...bodyOf(before), number: '184', hours: '24/7' }).expect(200)
    ).body as StaffHelplineDto;
    expect(changed).toMatchObject({ number: '184', version: before.version + 1 });
    await register.hearsOfChanges();
    const html = await page('/en/help?country=TR');
    expect(html).toContain('tel:184');
    expect(html).not.toContain('tel:183');
    const { body } = await administrator.browser
      .get(`/api/v1/staff/helplines/${before.id}/history`)
      .expect(200);
    expect(body).toEqual([
      expect.objectContaining({
        action: 'helpline.change',
        by: administrator.name,
        changes: {
          number: { from: '183', to: '184' },
          hours: { from: null, to: '24/7' },
        },
      }),
    ]);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'helpline.change' AND subject_id = $1`,
      [before.id],
    );
    expect(event!.details).toEqual({ fields: ['number', 'hours'] });
  });

  it('“confirmed today” changes the day and who checked', async () => {
    const [{ id } = { id: '' }] = await register.sql<{ id: string }>(
      `UPDATE helpline SET checked_on = '2024-01-31' WHERE code = 'CH-147' RETURNING id`,
    );
    const stale = await lineOf('CH', '147');
    expect(stale.stale).toBe(true);
    const { body } = await administrator.browser
      .post(`/api/v1/staff/helplines/${id}/confirmation`)
      .set('If-Match', `"${stale.version}"`)
      .expect(200);
    expect(body).toMatchObject({ stale: false, checkedBy: administrator.name });
    expect((body as StaffHelplineDto).checkedOn).not.toBe('2024-01-31');
    const events = await register.sql(`SELECT 1 FROM event WHERE action = 'helpline.confirm'`);
    expect(events).toHaveLength(1);
  });

  it('an added line is offered, a removed one is not, and the next start brings neither back', async () => {
    const added = (
      await administrator.browser
        .post('/api/v1/staff/helplines')
        .send({
          country: 'IS',
          number: '1717',
          audiences: ['children'],
          source: 'https://example.org/1717',
          checkedOn: '2026-11-01',
          certain: true,
        })
        .expect(201)
    ).body as StaffHelplineDto;
    const removed = await lineOf('LU', '116 111');
    await administrator.browser
      .delete(`/api/v1/staff/helplines/${removed.id}`)
      .set('If-Match', `"${removed.version}"`)
      .expect(204);
    const { body: history } = await administrator.browser
      .get(`/api/v1/staff/helplines/${removed.id}/history`)
      .expect(200);
    expect(history).toMatchObject([
      {
        action: 'helpline.remove',
        by: administrator.name,
        changes: { number: { from: '116 111', to: null } },
      },
    ]);
    await register.sql(`UPDATE helpline SET hours = 'old' WHERE code = 'SI-116111'`);
    const owner = await new DataSource({
      type: 'postgres',
      url: register.database.urls.owner,
    }).initialize();
    expect(await owner.transaction((manager) => seedHelplines(manager))).toBe(true);
    expect(await owner.transaction((manager) => seedHelplines(manager))).toBe(false);
    await owner.destroy();
    expect(await lineOf('TR', '184')).toMatchObject({ hours: '24/7' });
    expect(await lineOf('TR', '183')).toBeUndefined();
    expect(await lineOf('LU', '116 111')).toBeUndefined();
    expect(await lineOf('SI', '116 111')).toMatchObject({ hours: '12:00–20:00' });
    expect(await lineOf('IS', '1717')).toMatchObject({ id: added.id });
    expect((await publicLines('?country=IS')).map(({ number }) => number)).toContain('1717');
  });

  it('a change is refused if it is wrong, a duplicate, out of date or made without the role', async () => {
    const line = await lineOf('FR', '119');
    const body = bodyOf(line);
    await changesNothing(register, async () => {
      const refused = async (change: object) =>
        fieldsOf(expectProblem(await put(line, { ...body, ...change }), 422));
      expect(await refused({ source: '' })).toEqual(['/source isNotEmpty']);
      expect(await refused({ audiences: [] })).toEqual(['/audiences arrayMinSize']);
      expect(await refused({ audiences: ['everybody'] })).toEqual(['/audiences isIn']);
      expect(await refused({ checkedOn: '2999-01-01' })).toEqual(['/checkedOn isPastDate']);
      expect(await refused({ number: 'call me' })).toEqual(['/number matches']);
      expect(await refused({ link: 'javascript:alert(1)' })).toEqual(['/link isUrl']);
      expect(await refused({ number: '1 1 2' })).toEqual(['/number isUnique']);
      expectProblem(await put({ ...line, version: 99 }, body), 412);
      expectProblem(await put(line, body, reviewer), 403);
      expectProblem(
        await administrator.browser.put(`/api/v1/staff/helplines/${line.id}`).send(body),
        428,
      );
    });
    expect((await reviewer.browser.get('/api/v1/staff/helplines').expect(200)).body).toMatchObject({
      reports: [],
    });
  });
});
