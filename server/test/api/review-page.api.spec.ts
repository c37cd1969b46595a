import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

const linksIn = (html: string) =>
  [...html.matchAll(/<li><a href="([^"]+)">([^<]+)<\/a><\/li>/g)]
    .map(([, href, text]) => `${href} ${text}`)
    .filter((link) => /\/endorse\/(place|signer)\b/.test(link));

describe('U10 the review page, without scripts', () => {
  const begun = async () => {
    const town = await Applicant.begins(register);
    // Too fast a submission is sent back, which is not tested here.
    await register.sql(
      `UPDATE submission SET created_at = now() - interval '1 hour' WHERE reference = $1`,
      [town.reference],
    );
    return town;
  };
  const sends = (town: Applicant, language: string, more: object) =>
    town.browser
      .post(`/${language}/endorse/check`)
      .type('form')
      .send({ version: '99', ...more });
  const isTicked = (html: string) => /name="accepted"[^>]* checked/.test(html);

  it('names each section that is not complete and what it lacks, before and after sending; the tick stays', async () => {
    const town = await begun();
    await town.fillsIn();
    await register.sql(
      `UPDATE submission SET answers = answers - 'signer' - 'place' - 'declaration'
       WHERE reference = $1`,
      [town.reference],
    );
    await town.browser
      .post('/en/endorse/signer')
      .type('form')
      .send({ name: 'Ana Horvat', office: '', version: '99' })
      .expect(422);
    const lacks = [
      '/en/endorse/place Location: This section is not complete',
      '/en/endorse/signer#field-office Who signs: Enter the office or job title',
    ];
    const before = (await town.browser.get('/en/endorse/check').expect(200)).text;
    expect(before).toContain('Complete these sections before you send:');
    // The heading of the box says that they are not complete.
    expect(linksIn(before)).toEqual(['/en/endorse/place Location', lacks[1]]);
    expect(before).not.toContain('error-summary');

    const refused = (await sends(town, 'en', { accepted: 'true' }).expect(422)).text;
    expect(refused).toContain('error-summary');
    expect(linksIn(refused)).toEqual(lacks);
    expect(isTicked(refused)).toBe(true);
    expect(isTicked((await town.browser.get('/en/endorse/check')).text)).toBe(true);
    expect(linksIn((await town.browser.get('/fr/endorse/check')).text)[0]).toBe(
      '/fr/endorse/place Le lieu sur la carte',
    );
    expect((await town.looks()).state).toBe('draft');
  });

  it('without the tick asks for it, at the box; a tick that is taken away is not put back', async () => {
    const town = await begun();
    await town.fillsIn();
    await sends(town, 'en', { accepted: 'true', homepage: 'https://bot.example' }).expect(409);
    expect(isTicked((await town.browser.get('/en/endorse/check')).text)).toBe(true);
    const refused = (await sends(town, 'en', {}).expect(422)).text;
    expect(refused).toContain('href="#field-accepted"');
    expect(isTicked(refused)).toBe(false);
    expect(isTicked((await town.browser.get('/en/endorse/check')).text)).toBe(false);
  });

  it('who sends changes again declares again', async () => {
    const town = await begun();
    await town.fillsIn();
    const page = (await town.browser.get('/en/endorse/check').expect(200)).text;
    expect((await town.looks()).answers['declaration']).toEqual({ accepted: true });
    expect(isTicked(page)).toBe(false);
  });
});
