import type { EditedSignatoryDto } from '../../src/workbench/register-editing/editing.dto.js';
import type { ChangedSignatoryDto } from '../../src/workbench/decisions/decision.dto.js';
import { defaultSettings } from '../support/default-settings.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const text = async (path: string) =>
  (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const edits = async (id: string, change: Partial<EditedSignatoryDto['content']>) => {
  const { version, content } = (
    await staff.browser.get(`/api/v1/staff/signatories/${id}`).expect(200)
  ).body as EditedSignatoryDto;
  return staff.browser
    .put(`/api/v1/staff/signatories/${id}`)
    .set('If-Match', `"${version}"`)
    .send({ content: { ...content, ...change }, reason: 'Ola typed it wrong.' })
    .expect(200);
};
const joins = async (nameOfficial: string) =>
  staff.approvesAndPublishes(
    (await Applicant.endorses(register, { authority: { nameOfficial, countryCode: 'NO' } }))
      .reference,
  );

/** The cells of each line of the log, without markup. */
async function log(language: string): Promise<string[][]> {
  await register.hearsOfChanges();
  const rows = (await text(`/${language}/transparency`)).split('<tr>').slice(2);
  return rows.map((row) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)]
      .map(([, cell]) => cell!.replace(/<[^>]*>/g, '').trim())
      .slice(1),
  );
}

describe('U22 the transparency log', () => {
  it('tells of each withdrawal, return, merger and correction with its reason, in words and as a file, and of nothing else', async () => {
    const [left, twice, kept] = [
      await joins('Bergen'),
      await joins('Sandnes'),
      await joins('Stavanger'),
    ];
    expect(await log('en')).toEqual([]);

    const gone = (
      await staff.changes(left, 'withdraw', 'The councillors Ola and Kari quarrelled.', {
        reasonCode: 'new_council_decision',
      })
    ).body as ChangedSignatoryDto;
    expect(await log('en')).toEqual([['Bergen', 'Withdrawn', 'A new decision of its council']]);
    expect(await text('/en/transparency')).not.toContain(`/signatories/${left.publicId}`);

    const back = await staff.changes(
      { ...left, version: gone.version },
      'restore',
      'It joined anew.',
      { reasonCode: 'joined_again' },
    );
    const merged = await staff.browser
      .post(`/api/v1/staff/signatories/${twice.id}/merger`)
      .set('If-Match', `"${twice.version}"`)
      .send({
        into: left.id,
        intoVersion: (back.body as ChangedSignatoryDto).version,
        reasonCode: 'entered_twice',
        pledges: [],
      });
    expect([back.status, merged.status]).toEqual([200, 200]);
    const unlisted = (
      await staff.approves(
        (
          await Applicant.endorses(register, {
            authority: { nameOfficial: 'Tromsø', countryCode: 'NO' },
          })
        ).reference,
      )
    ).signatory!;
    await edits(unlisted.id, { nameEn: 'Tromso' });
    const corrected = (await edits(kept.id, { website: 'https://stavanger.example/' }))
      .body as EditedSignatoryDto;
    await staff.changes({ ...kept, version: corrected.version }, 'hold', 'Under examination.');
    expect(await log('fr')).toEqual([
      ['Stavanger', 'Corrigé', 'Le Congrès a corrigé l’inscription'],
      ['Sandnes', 'Fusionné avec une autre inscription', 'Elle a été inscrite deux fois'],
      ['Bergen', 'De nouveau au registre', 'Elle a adhéré de nouveau'],
      ['Bergen', 'Retiré', 'Une nouvelle décision de son conseil'],
    ]);
    const page = await text('/en/transparency');
    for (const { publicId } of [left, twice, kept])
      expect(page).toContain(`/en/signatories/${publicId}`);
    await register.anonymous.get(`/en/signatories/${twice.publicId}`).expect(301);

    const { text: file, headers } = await register.anonymous
      .get('/en/transparency.csv')
      .expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = file.trimEnd().split('\r\n');
    expect(head).toBe(
      'at,kind,reason,signatory,name_official,name_official_language,name_en,name_fr,demo',
    );
    expect(lines.map((line) => line.split(',').slice(1, 5))).toEqual([
      ['withdrawn', 'new_council_decision', left.publicId, 'Bergen'],
      ['restored', 'joined_again', left.publicId, 'Bergen'],
      ['merged', 'entered_twice', twice.publicId, 'Sandnes'],
      ['corrected', 'corrected_by_office', kept.publicId, 'Stavanger'],
    ]);
    expect(page + file).not.toMatch(
      /quarrelled|joined anew|typed it wrong|examination|Tromsø|Colleague|@/,
    );
  });
});

describe('U22 a long log', () => {
  it('has pages, newest first, and nothing falls off its end', async () => {
    const town = await joins('Molde');
    await register.sql(
      `INSERT INTO register_change (id, at, kind, signatory_id, reason_code)
       SELECT gen_random_uuid(), now() - n * interval '1 day', 'corrected', $1,
         'corrected_by_office' FROM generate_series(1, 250) n`,
      [town.id],
    );
    const lines = (page: string) => page.split('<tr>').length - 2;
    const newest = await text('/en/transparency');
    expect(lines(newest)).toBe(200);
    expect(newest).toContain('href="/en/transparency?page=2"');
    const older = await text('/en/transparency?page=2');
    const [all] = await register.sql<{ count: number }>(
      'SELECT count(*)::int FROM register_change',
    );
    expect(lines(older)).toBe(all!.count - 200);
    expect(older).toContain('rel="prev" href="/en/transparency"');
    expect(older).not.toContain('rel="next"');
    for (const page of ['0', '-1', 'x', '1e3', '99999'])
      await register.anonymous.get(`/en/transparency?page=${page}`).expect(422);
  });
});

describe('the office', () => {
  it('is written to at the address that an administrator gave, on every page at once and in no copy of before', async () => {
    const paths = ['/en/contact', '/fr/privacy', '/de/map'];
    await register.hearsOfChanges();
    for (const path of paths) expect(await text(path)).not.toContain('mailto:pact@');
    const sets = (contactAddress: string, version: number) =>
      staff.browser
        .put('/api/v1/staff/settings')
        .set('If-Match', `"${version}"`)
        .send({ ...defaultSettings, fourEyes: false, contactAddress })
        .expect(200);
    await sets('pact@congress.example', 0);
    await register.hearsOfChanges();
    for (const path of paths)
      expect(await text(path)).toContain(
        '<a href="mailto:pact@congress.example">pact@congress.example</a>',
      );
    await sets('', 1);
    await register.hearsOfChanges();
    for (const path of paths) expect(await text(path)).not.toContain('mailto:pact@');
  });
});
