import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { changesNothing } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import type { PublicationsDto } from '../../src/workbench/queue/publications.dto.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
const tomorrow = dayFromToday(1);

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

async function approved(name: string) {
  const town = await Applicant.endorses(register, {
    authority: { nameOfficial: name, nameEn: name, nameFr: name },
  });
  await anna.approves(town.reference);
  const found = await boris.findsCase(town.reference, 'to_publish');
  return { town, found, signatory: found.signatory! };
}
/** The page without what differs by its being a preview: address, history and tokens of forms. */
const bodyOf = (html: string) =>
  /<main[^]*<\/main>/
    .exec(html)![0]
    .replaceAll(/\/(preview\/)?signatories\/[\w-]+/g, '/signatories/it')
    .replaceAll(/<section class="section history"[^]*?<\/section>/g, '')
    .replaceAll(/<input[^>]*type="hidden"[^>]*>|<!--.*?-->/g, '')
    .replaceAll(/\d\d:\d\d(:\d\d)?/g, '');

describe('the page as it will be', () => {
  it('is the page that the public sees once it is published', async () => {
    const { signatory } = await approved('Meissen');
    const path = `/en/preview/signatories/${signatory.id}`;
    const preview = await changesNothing(register, () => boris.browser.get(path));
    expect(preview.status).toBe(200);
    expect(preview.headers['cache-control']).toBe('no-store');
    expect(preview.headers['x-robots-tag']).toBe('noindex');
    expect(preview.text).toContain('<meta name="robots" content="noindex">');
    expect(preview.text).not.toContain('rel="canonical"');
    expect(preview.text).toContain('class="preview-bar"');
    expect(preview.text).not.toMatch(/\w@\w+[\w.]*\.example/);

    const hidden = await register.anonymous.get(`/en/signatories/${signatory.publicId}`);
    expect(hidden.status).toBe(404);
    expect((await boris.changes(signatory, 'publish')).status).toBe(200);
    const { slug } = await publicPageOf(register, signatory.publicId);
    const page = await register.anonymous.get(`/en/signatories/${slug}`).expect(200);
    expect(page.text).not.toContain('preview-bar');
    expect(bodyOf(preview.text)).toBe(bodyOf(page.text));
  });

  it('is for reviewers and publishers only, in every language', async () => {
    const { signatory } = await approved('Pirna');
    const path = `/preview/signatories/${signatory.id}`;
    expect((await register.anonymous.get(`/en${path}`)).status).toBe(401);
    const administrator = await Colleague.signsIn(register, 'administrator');
    expect((await administrator.browser.get(`/en${path}`)).status).toBe(403);
    expect((await anna.browser.get(`/uk${path}`)).text).toContain('<html lang="uk">');
    const unknown = '/en/preview/signatories/00000000-0000-7000-8000-000000000000';
    expect((await anna.browser.get(unknown)).status).toBe(404);
  });
});

describe('scheduled publications', () => {
  it('are in the calendar and in a list of their own, and are not offered again', async () => {
    const { town, signatory } = await approved('Görlitz');
    const offered = async (show: string) =>
      (await boris.queue(`show=${show}&q=${town.reference}`)).items.map(({ actions }) => actions);
    expect(await offered('to_publish')).toEqual([expect.arrayContaining(['publish'])]);
    const step = await boris.changes(signatory, 'schedule', 'A test', { publishOn: tomorrow });
    expect(step.status).toBe(200);
    expect(await offered('to_publish')).toEqual([]);
    expect((await offered('scheduled')).flat()).not.toContain('publish');

    const between = async (from: string, to: string) =>
      (await anna.browser.get(`/api/v1/staff/publications?from=${from}&to=${to}`).expect(200))
        .body as PublicationsDto;
    expect(await between(tomorrow, tomorrow)).toMatchObject({
      total: 1,
      scheduled: 1,
      first: tomorrow,
      items: [{ authorityName: 'Görlitz', publishOn: tomorrow, signatoryId: signatory.id }],
    });
    const later = dayFromToday(2);
    expect(await between(later, later)).toMatchObject({ total: 0, items: [], first: tomorrow });

    // The page says the day on which it will be published.
    const { text } = await boris.browser.get(`/en/preview/signatories/${signatory.id}`);
    expect(text).toContain('Görlitz');
  });
});
