import { loadImage } from '@napi-rs/canvas';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
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
    const text = page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(`${town.town} is a signatory of the Pact of Towns`);
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

  it('is for its own people only, and only while the register shows it', async () => {
    const { town, publicId, id, version } = await published();
    for (const path of ['/en/case/kit', `/en/case/kit?slug=${publicId}`])
      await register.anonymous.get(path).expect(303).expect('location', '/en/case');
    const other = await Applicant.endorses(register);
    await other.browser.get('/en/case/kit').expect(303);
    await staff.changes({ id, version }, 'hold', 'The new council reconsiders.');
    await register.hearsOfChanges();
    await town.browser.get('/en/case/kit').expect(303).expect('location', '/en/case');
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

  it('nobody has one before being published', async () => {
    for (const name of ['badge.png', 'badge-dark.png', 'badge-dark.svg'])
      await register.anonymous.get(`/en/signatories/abcd2345/${name}`).expect(404);
  });
});
