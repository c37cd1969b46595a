import { loadImage } from '@napi-rs/canvas';
import { languages } from '../../../contract/languages.js';
import { RateLimits } from '../../src/platform/http/rate-limits.js';
import { publicWordsIn } from '../../src/joining/papers/public-words.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

async function published() {
  const town = await Applicant.endorses(register);
  const { publicId, id, version } = await staff.approvesAndPublishes(town.reference);
  await register.hearsOfChanges();
  return { town, publicId, id, version };
}
const picture = (path: string) => register.anonymous.get(path).buffer(true).parse(bytes);

describe('the kit of a signatory', () => {
  it('has certificate, badges and texts with its own pledges, in the case’s language and both official ones', async () => {
    const { town, publicId } = await published();
    const home = await town.browser.get('/de/case').expect(200);
    expect(home.text).toContain('href="/de/case/kit"');
    const page = await town.browser.get('/de/case/kit').expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    for (const file of [
      'certificate.pdf',
      'badge.svg',
      'badge.png',
      'badge-dark.svg',
      'badge-dark.png',
    ])
      expect(page.text).toContain(`href="/de/signatories/${publicId}/${file}"`);
    // Code that shows the badge of the day for each file, and what a copied file does not do.
    for (const file of ['badge.svg', 'badge.png', 'badge-dark.svg', 'badge-dark.png'])
      expect(page.text).toContain(`${publicId}/${file}&quot; width=`);
    expect(page.text).toContain('Eine heruntergeladene Datei ändert sich nicht');
    expect(page.text).toMatch(/<li lang="[a-z]{2}">/);
    const text = page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(`${town.town} has signed the Pact of Towns`);
    expect(text).toContain(
      `Our pledges and our progress: http://register.example/en/signatories/${publicId}`,
    );
    expect(text).toContain('[Ajoutez une déclaration');
    const { body } = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
    const { pledges } = body as { pledges: { ownWords: string | null }[] };
    expect(pledges.length).toBeGreaterThan(0);
    for (const { ownWords } of pledges)
      if (ownWords) expect(text).toContain(ownWords.replace(/\s+/g, ' '));
    // Nothing of the people behind it: a press text is passed on.
    expect(page.text).not.toContain(town.email);
    expect(text).not.toMatch(/\{\w+\}|townKit\./);
  });

  it('says who has signed what, and who launched it, in two sentences of every language', () => {
    const launched = /Congr[eéè]|Kongre|Кон|Κογκρέσ/;
    for (const language of languages) {
      const t = publicWordsIn(language, {});
      const [pact, congress, ...more] = t('townKit.body', { name: 'Ada', pact: '<P>' }).split('. ');
      expect(pact).toContain('Ada');
      expect(pact).toContain('<P>');
      expect(pact).not.toMatch(launched);
      expect(congress).toMatch(launched);
      expect(more).toEqual([]);
    }
  });

  it('stays a proposal, and so does the Pact’s wording, when the council kit is approved', async () => {
    const { town } = await published();
    const path = '/api/v1/staff/settings';
    const { body } = await staff.browser.get(path).expect(200);
    const { settings, version } = body as { settings: object; version: number };
    await staff.browser
      .put(path)
      .set('If-Match', `"${version}"`)
      .send({ ...settings, kitSource: 'Bureau', kitOn: '2026-11-20' })
      .expect(200);
    await register.hearsOfChanges();
    const { text } = await town.browser.get('/en/case/kit').expect(200);
    expect(text).toContain('the Congress has not approved them');
    expect(text).toContain('Proposed wording: the Congress has not approved it yet');
    expect(text).not.toContain('Bureau');
  });

  it('is for its own people only, and only while the register shows it', async () => {
    const { town, publicId, id, version } = await published();
    for (const path of ['/en/case/kit', `/en/case/kit?slug=${publicId}`])
      await register.anonymous.get(path).expect(303).expect('location', '/en/case');
    const other = await Applicant.endorses(register);
    await other.browser.get('/en/case/kit').expect(303);
    await staff.changes({ id, version }, 'hold', 'The new council reconsiders.');
    await register.hearsOfChanges();
    await town.browser.get('/en/case/kit').expect(303).expect('location', '/en/case');
    const home = await town.browser.get('/en/case').expect(200);
    expect(home.text).not.toContain('/en/case/kit');
  });
});

describe('the badge as PNG, and for dark pages', () => {
  it('is a picture of the same proportions that other sites may show', async () => {
    const { publicId } = await published();
    const both = [];
    for (const name of ['badge.png', 'badge-dark.png']) {
      const response = await picture(`/en/signatories/${publicId}/${name}`).expect(200);
      expect(response.headers).toMatchObject({
        'content-type': 'image/png',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': expect.stringContaining('public') as string,
      });
      const { width, height } = await loadImage(response.body as Buffer);
      expect([width, height]).toEqual([1200, 256]);
      both.push(response.body as Buffer);
    }
    expect(both[0]!.equals(both[1]!)).toBe(false);
    const dark = await register.anonymous
      .get(`/en/signatories/${publicId}/badge-dark.svg`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect(String(dark.body)).toMatch(/fill="#1a202c"[^]*Signatory since \d{4}</);
  });

  it('costs points only when it is drawn', async () => {
    const { publicId } = await published();
    await picture(`/en/signatories/${publicId}/badge.png`).expect(200);
    const drawn = jest.spyOn(RateLimits.prototype, 'useFrom');
    await register.sql(`UPDATE register SET version = version + 1`);
    await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
    await register.hearsOfChanges();
    await picture(`/en/signatories/${publicId}/badge.png`).expect(200);
    expect(drawn.mock.calls.filter(([name]) => name === 'paper')).toEqual([]);
    jest.restoreAllMocks();
  });

  it('says so when the entry is held; nobody has one for a demonstration or before', async () => {
    const { publicId, id } = await published();
    const shows = async (change: string) => {
      await register.sql(`UPDATE signatory SET ${change} WHERE id = $1`, [id]);
      await register.sql(`UPDATE register SET version = version + 1`);
      await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
      await register.hearsOfChanges();
      const paths = ['badge.svg', 'badge-dark.svg', 'badge.png', 'badge-dark.png'];
      const answers = [];
      for (const path of paths) answers.push(await picture(`/en/signatories/${publicId}/${path}`));
      return answers.map(({ status, body }) => ({ status, body: body as Buffer }));
    };
    const normal = await shows('demo = false');
    const held = await shows(`state = 'on_hold'`);
    expect(String(held[0]!.body)).toContain('Entry on hold');
    for (const [index, { status, body }] of held.entries()) {
      expect(status).toBe(200);
      expect(body.equals(normal[index]!.body)).toBe(false);
    }
    const demo = await shows(`state = 'published', demo = true`);
    expect(demo.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const unpublished = await shows(`state = 'unlisted', demo = false, published_at = NULL`);
    expect(unpublished.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('nobody has one before being published', async () => {
    for (const name of ['badge.png', 'badge-dark.png', 'badge-dark.svg', 'badge.svg'])
      await register.anonymous.get(`/en/signatories/abcd2345/${name}`).expect(404);
    for (const name of ['badge.png', 'badge-dark.png', 'badge-dark.svg'])
      await register.anonymous.get(`/en/signatories/abcd2345/${name}`).expect(404);
  });
});
