import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
const towns: Record<string, Applicant> = {};
beforeAll(async () => {
  register = await startApp({ described: true });
  reviewer = await Colleague.signsIn(register, 'reviewer');
  towns['koln'] = await Applicant.endorses(register, {
    authority: { nameOfficial: 'Köln', countryCode: 'DE' },
    contact: { email: 'rat@koeln.example' },
  });
  towns['kharkiv'] = await Applicant.endorses(
    register,
    { authority: { nameOfficial: 'Харків', countryCode: 'UA' } },
    'fr',
  );
  towns['nancy'] = await Applicant.endorses(register, {
    authority: { nameOfficial: 'Nancy', countryCode: 'FR', kind: 'region' },
  });
  const age = (town: string, days: number) =>
    register.sql(
      `UPDATE submission SET confirmed_at = confirmed_at - make_interval(days => $2),
        submitted_at = NULL WHERE reference = $1`,
      [towns[town]!.reference, days],
    );
  await age('koln', 60);
  await age('kharkiv', 1);
});
afterAll(() => register.close());

const names = async (query: string) =>
  (await reviewer.queue(query)).items.map(({ authorityName }) => authorityName);

describe('U12 the queue', () => {
  it('says how long each waits in working days, the longest waiting first, and counts the bands', async () => {
    const queue = await reviewer.queue('');
    expect(queue.items.map(({ band }) => band)).toEqual(['overdue', 'new', 'new']);
    expect(queue.items[0]!.workingDays).toBeGreaterThan(20);
    expect(queue.counts).toEqual({
      waiting: 3,
      changes_requested: 0,
      unanswered: 0,
      awaiting_signature: 0,
      to_publish: 0,
      scheduled: 0,
      published: 0,
      rejected: 0,
    });
    expect(queue.bandCounts).toEqual({ new: 2, due: 0, overdue: 1 });
    expect(queue.countryCounts).toEqual({ DE: 1, FR: 1, UA: 1 });
  });

  it('a case that comes back from the authority starts waiting again', async () => {
    const found = await reviewer.findsCase(towns['koln']!.reference);
    await reviewer.decides(found, { verdict: 'request_changes', reason: 'Which Köln?' });
    expect((await reviewer.queue('show=changes_requested')).items).toMatchObject([{ band: null }]);
    await towns['koln']!.looks();
    await towns['koln']!.sends();
    expect((await reviewer.queue('')).items.at(-1)).toMatchObject({
      authorityName: 'Köln',
      band: 'new',
      workingDays: 0,
    });
  });
});

describe('U14 filters', () => {
  it.each([
    ['country=DE,UA', ['Харків', 'Köln']],
    ['country=DE&country=UA', ['Харків', 'Köln']],
    ['country=DE,UA&language=fr', ['Харків']],
    ['kind=region', ['Nancy']],
    ['subject=progress', []],
    ['demo=true', []],
    ['demo=false&show=waiting,rejected', ['Харків', 'Nancy', 'Köln']],
    ['band=overdue', []],
    ['band=new,due&country=FR', ['Nancy']],
    ['q=koln', ['Köln']],
    ['q=KÖLN', ['Köln']],
    ['q=kharkiv', ['Харків']],
    ['q=%D1%85%D0%B0%D1%80', ['Харків']],
    ['q=rat@koeln.example', ['Köln']],
    ['q=olf', []],
    ['q=%25', []],
  ])('%s', async (query, expected) => expect(await names(query)).toEqual(expected));

  it('a reference is found also when it is written in two halves', async () => {
    const { reference } = towns['nancy']!;
    expect(await names(`q=${reference.slice(0, 4)}%20${reference.slice(4).toLowerCase()}`)).toEqual(
      ['Nancy'],
    );
  });

  it('each count leaves its own filter out, so that it says what choosing a value would show', async () => {
    const { counts, bandCounts, countryCounts } = await reviewer.queue(
      'country=UA&band=overdue&show=rejected',
    );
    expect({ counts, bandCounts, countryCounts }).toEqual({
      counts: {
        waiting: 0,
        changes_requested: 0,
        unanswered: 0,
        awaiting_signature: 0,
        to_publish: 0,
        scheduled: 0,
        published: 0,
        rejected: 0,
      },
      bandCounts: { new: 1, due: 0, overdue: 0 },
      countryCounts: {},
    });
  });

  it('S45 refuses a thousand filters, endless words and unknown filters', async () => {
    const refused = async (query: string) =>
      fieldsOf(
        expectProblem(await reviewer.browser.get(`/api/v1/staff/submissions?${query}`), 422),
      );
    const many = Array.from({ length: 26 * 26 }, (_, n) =>
      String.fromCharCode(65 + (n % 26), 65 + Math.floor(n / 26)),
    ).join(',');
    expect(await refused(`country=${many}`)).toEqual(['/country arrayMaxSize']);
    expect(await refused('country=Germany')).toEqual(['/country matches']);
    expect(await refused('band=late')).toEqual(['/band isIn']);
    expect(await refused('assignee=you')).toEqual(['/assignee matches']);
    expect(await refused('demo=perhaps')).toEqual(['/demo isBoolean']);
    expect(await refused('limit=1e9')).toEqual(['/limit whitelistValidation']);
    expect(await refused(`q=${'a'.repeat(10_000)}`)).toEqual(['/q maxLength']);
  });
});

describe('the evidence beside a case', () => {
  it('TR6 says why another authority may be the same, and what else came under the name', async () => {
    const place = { latitude: 48.5734, longitude: 7.7521 };
    await reviewer.approves(
      (
        await Applicant.endorses(register, {
          authority: { nameOfficial: 'Strasbourg', countryCode: 'FR', region: 'Grand Est' },
          place,
        })
      ).reference,
    );
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Ville de Strasbourg', countryCode: 'FR', region: 'Grand Est' },
      place,
    });
    const found = await reviewer.findsCase(town.reference);
    expect(found.duplicates).toMatchObject([
      {
        distanceKm: 0,
        reasons: [
          'same_name_without_kind',
          'same_place',
          'same_region',
          'same_population',
          'same_website',
        ],
      },
    ]);
    expect(found.related).toMatchObject([
      { authorityName: 'Strasbourg', why: 'name', state: 'approved' },
    ]);
  });

  it('TR7 marks letters that pass for others', async () => {
    const cyrillic = '\u0421\u0430\u0440';
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: `${cyrillic} Ferret`, countryCode: 'DE' },
    });
    expect((await reviewer.findsCase(town.reference)).evidence.lookAlikes).toEqual([
      {
        field: 'nameOfficial',
        parts: [
          { text: cyrillic, script: 'Cyrillic' },
          { text: ' Ferret', script: null },
        ],
      },
    ]);
    const zero = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Strasb0urg', countryCode: 'FR' },
    });
    expect((await reviewer.findsCase(zero.reference)).evidence.resembles).toEqual([
      { field: 'nameOfficial', name: 'Strasbourg' },
    ]);
    const marks = async (reference: string) =>
      (await reviewer.queue(`show=waiting&q=${reference}`)).items.map(({ lookAlike }) => lookAlike);
    expect(await marks(town.reference)).toEqual([true]);
    expect(await marks(zero.reference)).toEqual([true]);
    expect(await marks(towns['nancy']!.reference)).toEqual([false]);
  });

  it('S17 a document opened as its own page can run nothing', async () => {
    const found = await reviewer.findsCase(towns['nancy']!.reference);
    const { headers } = await reviewer.browser
      .get(`/api/v1/staff/documents/${found.documents[0]!.id}`)
      .expect(200);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    });
  });
});
