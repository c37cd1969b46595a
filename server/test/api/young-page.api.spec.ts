import { languages } from '../../../contract/languages.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let staff: Colleague;
let town: { id: string; publicId: string; version: number };
let path: string;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  town = await staff.approvesAndPublishes((await Applicant.endorses(register)).reference);
  await register.hearsOfChanges();
  path = `signatories/${(await publicPageOf(register, town.publicId)).slug}`;
});
afterAll(() => register.close());

const page = async (address: string) => (await register.anonymous.get(address).expect(200)).text;

describe('the page for young readers', () => {
  it('has helplines and the way out before the promises, in every language', async () => {
    for (const language of languages) {
      const body = article(await page(`/${language}/${path}/young`));
      const [help, leave, promise] = [
        body.indexOf('href="tel:'),
        body.indexOf('data-exit'),
        body.indexOf('class="pledge"'),
      ];
      expect({ language, inOrder: 0 < help && help < leave && leave < promise }).toEqual({
        language,
        inOrder: true,
      });
    }
    const english = await page(`/en/${path}/young`);
    expect(english).toContain('We have not tried this page with children yet.');
    expect(english).toContain('name="robots" content="noindex"');
  });

  it('says in the words of the Pact for readers what was promised, and keeps the exact ones', async () => {
    const body = article(await page(`/en/${path}/young`));
    expect(body).toContain('Promises: 4. Done: 0.');
    expect(body).toContain('so that they recognise the signs and know whom to call.');
    expect(body).toMatch(/The exact words of the promise<\/summary><p[^>]*>Train everyone/);
    expect(body).toContain('<p class="preserve" lang="en">A children’s council</p>');
    expect(body).toContain('We do not know yet');
  });

  it('says that nobody has told how it is going only where the profile says so', async () => {
    expect(await page(`/en/${path}/young`)).not.toContain('Nobody has told us');
    const tells = async (told: boolean) => {
      await register.sql(`UPDATE signatory SET silence_told = $2 WHERE id = $1`, [town.id, told]);
      await register.sql(`UPDATE register SET version = version + 1, only_adds = false`);
      await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
      await register.hearsOfChanges();
    };
    await tells(true);
    expect(await page(`/en/${path}`)).toMatch(/No report since \d{4}/);
    expect(await page(`/en/${path}/young`)).toMatch(/Nobody has told us since \d{4} how/);
    await tells(false);
  });

  it('shows how to reach the town as its profile does, and nothing more', async () => {
    const body = article(await page(`/en/${path}/young`));
    expect(body).toContain('www.town.example');
    expect(body).not.toMatch(/Olaf|officer-|\+49 221 1234/);
    expect(await page(`/en/${path}`)).toContain(`href="/en/${path}/young"`);
  });

  it('follows the profile: an old name leads to the new one, and who has left has none', async () => {
    await register.anonymous
      .get(`/en/signatories/${town.publicId}-old/young`)
      .expect(301)
      .expect('location', `/en/${path}/young`);
    await register.anonymous.get('/en/signatories/zzzzzzzz/young').redirects(1).expect(404);
    const left = await staff.changes(town, 'withdraw', 'A test', {
      reasonCode: 'asked_by_authority',
    });
    expect(left.status).toBe(200);
    await register.hearsOfChanges();
    await register.anonymous.get(`/en/${path}/young`).expect(302).expect('location', `/en/${path}`);
    await register.anonymous.get(`/en/${path}/young`).redirects(1).expect(410);
  });
});

/** The article of the page, without header and footer. */
function article(html: string): string {
  return html.split('<article')[1]!.split('</article>')[0]!;
}
