import supertest from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

const get = (path: string) => register.anonymous.get(path).redirects(0);

describe('IN9 S16 a form whose page no header names', () => {
  const tokenIn = (text: string) => /name="form-token" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const begin = (browser: ReturnType<TestApp['browser']>, fields: object, headers = {}) =>
    browser.post('/en/endorse').set(headers).set('Accept', 'text/html').type('form').send(fields);
  const drafts = async () =>
    (await register.sql<{ n: string }>('SELECT count(*) AS n FROM submission'))[0]!.n;

  it.each([
    ['a sandbox, or our former policy', { Origin: 'null' }],
    ['no header at all', {}],
    ['headers that a proxy emptied', { Origin: '', 'Sec-Fetch-Site': '' }],
    ['a host with its usual port', { Origin: 'http://alias.test', Host: 'Alias.test:80' }],
    ['another name of this machine', { Origin: 'http://alias.test', Host: 'alias.test' }],
  ])('%s: the token opens, and nothing else does', async (_, headers) => {
    // One that does not say from where it changes something.
    const browser = supertest.agent(register.app.getHttpServer());
    const token = tokenIn((await browser.get('/en/endorse').expect(200)).text);
    expect(token).toHaveLength(86);
    const before = await drafts();
    const other = tokenIn((await register.browser().get('/en/endorse')).text);
    for (const wrong of ['', other, token.slice(1), `${token}x`]) {
      const refused = await begin(browser, { 'form-token': wrong }, headers).expect(403);
      expect(refused.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(refused.text).toContain('We could not tell where this form came from');
    }
    expect(await drafts()).toBe(before);
    await begin(browser, { 'form-token': token }, headers).expect(303);
    expect(await drafts()).not.toBe(before);
  });

  it('is written otherwise on each page, so that no compressed length tells of it; each opens', async () => {
    const browser = supertest.agent(register.app.getHttpServer());
    const pages = [await browser.get('/en/endorse'), await browser.get('/en/endorse')];
    const [one = '', other = ''] = pages.map(({ text }) => tokenIn(text));
    const same = [...one].filter((letter, at) => letter === other[at]).length;
    expect(same).toBeLessThan(20);
    for (const token of [one, other])
      await begin(browser, { 'form-token': token }, { Origin: 'null' }).expect(303);
  });

  it('a token is no pass for another site', async () => {
    const browser = register.browser();
    const token = tokenIn((await browser.get('/en/endorse').expect(200)).text);
    const before = await drafts();
    for (const headers of [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' },
      { Origin: 'http://evil.example', Forwarded: 'host=evil.example' },
    ]) {
      const refused = await begin(browser, { 'form-token': token }, headers).expect(403);
      expect(refused.text).toContain('Open the page again');
    }
    expect(await drafts()).toBe(before);
  });

  it('a file in a form is taken by the token in its address', async () => {
    const town = await Applicant.begins(register);
    const { text } = await town.browser.get('/en/endorse/documents').expect(200);
    const actions = [...text.matchAll(/action="(\/en\/endorse\/documents\?[^"]*)"/g)].map(
      ([, path]) => path!.replaceAll('&amp;', '&'),
    );
    expect(actions).toHaveLength(2);
    const send = (path: string) =>
      town.browser
        .post(path)
        .set('Origin', 'null')
        .field('kind', 'other')
        .attach('file', Buffer.from('%PDF-1.4\n'), 'a.pdf');
    expect((await send('/en/endorse/documents')).status).toBe(403);
    for (const action of actions) expect((await send(action)).status).not.toBe(403);
  });

  it('pages that are the same for everyone hold no token and set no cookie', async () => {
    for (const path of ['/en', '/en/news', '/en/signatories', '/en/data', '/en/nowhere']) {
      const { text, headers } = await get(path).set('Accept', 'text/html');
      expect({ path, token: tokenIn(text), cookie: headers['set-cookie'] }).toEqual({
        path,
        token: '',
        cookie: undefined,
      });
    }
  });

  it('a form is always answered with a page, whatever goes wrong', async () => {
    const refused = await register
      .browser()
      .post('/en/endorse/nowhere')
      .type('form')
      .send({ version: '1' })
      .expect(404);
    expect(refused.headers['content-type']).toBe('text/html; charset=utf-8');
  });
});
