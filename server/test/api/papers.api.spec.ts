import type { Response } from 'supertest';
import { extractText, getMeta } from 'unpdf';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import type { Changes } from '../support/endorsement.js';
import { endorsement } from '../support/endorsement.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const bytes = (response: Response) => response.body as Buffer;
const get = (path: string, browser = register.anonymous) =>
  browser.get(path).buffer(true).responseType('blob');
async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

async function isPublished(changes: Changes = {}) {
  const town = await Applicant.endorses(register, changes);
  const { publicId, id, version } = await staff.approvesAndPublishes(town.reference);
  await register.hearsOfChanges();
  const { body } = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
  return { town, id, version, publicId, slug: (body as { slug: string }).slug };
}

describe('U1 the endorsement form on paper', () => {
  it('can be had blank before anything is begun, in both languages, the same for everyone', async () => {
    for (const [language, title] of [
      ['en', 'Endorsement of the Pact'],
      ['fr', 'Adhésion au Pacte'],
    ] as const) {
      const response = await get(`/${language}/pact/endorsement.pdf`)
        .expect(200)
        .expect('content-type', 'application/pdf');
      expect(response.headers['cache-control']).toContain('public');
      expect(await textOf(bytes(response))).toContain(title);
      const { info } = await getMeta(new Uint8Array(bytes(response)));
      expect(info).toMatchObject({ Title: title, Language: language });
      expect(bytes(await get(`/${language}/pact/endorsement.pdf`)).equals(bytes(response))).toBe(
        true,
      );
    }
  });

  it('has moved: its former addresses lead there for good', async () => {
    for (const where of ['pact', 'endorse'])
      await get(`/en/${where}/adhesion.pdf`)
        .expect(301)
        .expect('location', `/en/${where}/endorsement.pdf`);
  });

  it('is prefilled for a town that has begun: names in every script, the pledges so far, and no data of others', async () => {
    const { authority } = endorsement();
    const officer = await Applicant.begins(register, {
      authority: {
        ...authority,
        countryCode: 'GE',
        nameOfficial: 'თბილისი Ереван Ιωάννινα Երևան Łódź',
        nameEn: 'Tbilisi',
      },
    });
    await officer.fillsIn();
    const response = await get('/en/endorse/endorsement.pdf', officer.browser as never).expect(200);
    expect(response.headers['cache-control']).toBe('no-store');
    const text = await textOf(bytes(response));
    for (const words of [
      'თბილისი',
      'Ереван',
      'Ιωάννινα',
      'Երևան',
      'Łódź',
      'Tbilisi',
      'Georgia',
      officer.reference,
      'A house for children',
      'lead: Youth welfare office',
      '12 March 2026',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain(officer.email);
    await register.anonymous
      .get('/en/endorse/endorsement.pdf')
      .expect(303)
      .expect('location', '/en/pact/endorsement.pdf');
  });

  it('a very long name and thirty pledges wrap and go on, on further pages', async () => {
    const officer = await Applicant.begins(register, {
      authority: {
        ...endorsement().authority,
        nameOfficial: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch '
          .repeat(3)
          .trim()
          .slice(0, 150),
      },
      prevention: {
        actions: [],
        ownWords: Array.from({ length: 10 }, (_, index) => ({
          text: `Pledge ${index} ${'words and words '.repeat(30)}`,
        })),
      },
    });
    await officer.fillsIn();
    const pdf = bytes(
      await get('/fr/endorse/endorsement.pdf', officer.browser as never).expect(200),
    );
    const { totalPages, text } = await extractText(new Uint8Array(pdf));
    expect(totalPages).toBeGreaterThan(2);
    expect(text.at(-1)).toContain('Signature et cachet');
    for (const page of text.slice(1)) expect(page).toContain(officer.reference);
  });
});

const badgeOf = async (slug: string) =>
  bytes(await get(`/en/signatories/${slug}/badge.svg`).expect(200)).toString('utf8');

describe('the certificate and the badge of a signatory', () => {
  it('tell public facts only, lead to the public page, and change with the register', async () => {
    const { town, slug, id, version } = await isPublished();
    const response = await get(`/en/signatories/${slug}/certificate.pdf`)
      .expect(200)
      .expect('content-type', 'application/pdf');
    const text = await textOf(bytes(response));
    for (const words of [
      town.town,
      'Certificate of endorsement',
      'signatory since 12 March 2026',
      `http://register.example/en/signatories/${slug}`,
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(new RegExp(`${town.email}|${town.reference}`));
    expect(
      bytes(await get(`/en/signatories/${slug}/certificate.pdf`)).equals(bytes(response)),
    ).toBe(true);

    await staff.changes({ id, version }, 'hold', 'The new council reconsiders.');
    await register.hearsOfChanges();
    await get(`/en/signatories/${slug}/certificate.pdf`).expect(404);
    expect(await badgeOf(slug)).toContain('Entry on hold');
    await staff.changes({ id, version: version + 1 }, 'withdraw', 'It left.');
    await register.hearsOfChanges();
    expect(await badgeOf(slug)).toMatch(/Signatory until \d+ \w+ \d{4}</);
    await get(`/en/signatories/${slug}/certificate.pdf`).expect(410);
  });

  it('the badge is a picture that other sites may show, and names nobody', async () => {
    const { town, slug, publicId } = await isPublished({
      authority: { ...endorsement().authority, nameOfficial: 'O’Brien & Sons' },
    });
    const response = await get(`/fr/signatories/${slug}/badge.svg`).expect(200);
    const { headers } = response;
    const text = bytes(response).toString('utf8');
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).toMatch(
      /^<svg .*<title>Pacte contre la violence sexuelle envers les enfants\u00a0: Signataire depuis 2026<\/title>.*<\/svg>$/s,
    );
    expect(text).not.toMatch(/<script|href|onload|O’Brien/);
    const page = await town.browser.get('/fr/case/kit').expect(200);
    expect(page.text).toContain(`http://register.example/fr/signatories/${publicId}/badge.svg`);
    expect(page.text).toContain(`/fr/signatories/${publicId}/certificate.pdf`);
  });

  it('nobody has one before being published', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    await staff.opensDocuments(record);
    await staff.decides(record, { verdict: 'approve', duplicatesCompared: true });
    const [{ publicId }] = (await register.sql<{ publicId: string }>(
      `SELECT public_id AS "publicId" FROM signatory s JOIN submission e ON e.id = s.endorsement_id
        WHERE e.reference = $1`,
      [town.reference],
    )) as [{ publicId: string }];
    await get(`/en/signatories/${publicId}/certificate.pdf`).expect(404);
    await get(`/en/signatories/${publicId}/badge.svg`).expect(404);
    await get('/en/signatories/../../etc/passwd/certificate.pdf').expect(404);
  });
});
