import type { Response } from 'supertest';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const everywhere = [
  '/register',
  '/signatories',
  '/signatories?sort=newest',
  '/signatories?language=fr',
  '/map',
  '/pact',
  '/map?box=-180,-90,180,90',
  '/counts',
  '/countries',
  '/figures',
  '/actions',
  '/practices',
  '/rounds',
];
const pages = [
  '',
  '/signatories',
  '/map',
  '/countries',
  '/countries/DE',
  '/pact/prevention',
  '/pact/prevention/training',
  '/figures',
  '/transparency',
];

/** Every public response that could contain a word. */
async function publicAnswers(word: string): Promise<string> {
  await register.hearsOfChanges();
  const searches = ['signatories', 'map', 'counts', 'practices'].map(
    (of) => `/${of}?q=${encodeURIComponent(word)}`,
  );
  const answers = await Promise.all(
    [...everywhere, ...searches].map((path) =>
      register.anonymous.get(`/api/v1${path}`).expect(200),
    ),
  );
  const shown = await Promise.all(
    pages.map((path) => register.anonymous.get(`/en${path}`).expect(200)),
  );
  return [...answers, ...shown].map(({ text }) => text).join('\n');
}

const decided =
  (verdict: 'request_changes' | 'reject') => async (app: TestApp, town: Applicant) => {
    await town.confirms();
    expect(
      (await staff.decides(await staff.findsCase(town.reference), { verdict, reason: 'Because.' }))
        .status,
    ).toBe(200);
    return app;
  };

describe('TR1 unpublished entries appear nowhere in the public register', () => {
  it.each<[string, string, (app: TestApp, town: Applicant) => Promise<unknown>]>([
    ['sent but not confirmed', 'Quedlinburg', async () => undefined],
    ['waiting', 'Wernigerode', (_, town) => town.confirms()],
    ['asked for changes', 'Blankenburg', decided('request_changes')],
    ['rejected', 'Halberstadt', decided('reject')],
    [
      'taken back',
      'Ballenstedt',
      async (_, town) => town.browser.post('/api/v1/submission/withdrawal').expect(204),
    ],
    [
      'approved but unlisted',
      'Thale',
      async (_, town) => {
        await town.confirms();
        await staff.approves(town.reference);
      },
    ],
  ])('%s', async (_, name, gets) => {
    const before = await publicAnswers(name);
    const town = await Applicant.sends(register, {
      authority: { nameOfficial: name, countryCode: 'DE' },
    });
    await gets(register, town);
    const after = await publicAnswers(name);
    expect(after).toBe(before);
    expect(after).not.toContain(name);
  });

  it('the page of an unlisted signatory is the same 404 as that of an id that never was', async () => {
    const town = await Applicant.endorses(register);
    const { signatory } = await staff.approves(town.reference);
    const hidden = await register.anonymous.get(`/api/v1/signatories/${signatory!.publicId}`);
    const never = await register.anonymous.get('/api/v1/signatories/cccccccc');
    expectProblem(hidden, 404, 'not-found');
    expect(withoutRequest(hidden)).toEqual(withoutRequest(never));
  });

  it('ids of other things open nothing either', async () => {
    const town = await Applicant.endorses(register);
    const { id, signatory } = await staff.approves(town.reference);
    for (const key of [
      id,
      signatory!.id,
      town.reference,
      town.reference.toLowerCase(),
      signatory!.publicId.toUpperCase(),
      `${signatory!.publicId}-x`,
      '..%2f..%2fstaff',
      '%00',
      "'--",
    ]) {
      const answer = await register.anonymous.get(`/api/v1/signatories/${key}`);
      expectProblem(answer, 404, 'not-found');
    }
  });
});

describe('PR1 the public gets the listed fields, and has no way to ask for more', () => {
  it('a published town shows these fields and not one of its people', async () => {
    const town = await Applicant.endorses(register, {
      signer: { name: 'Sigrid Secret' },
      contact: { name: 'Konrad Confidential', phone: '+47 55 66 77 88' },
    });
    const { publicId } = await staff.approvesAndPublishes(town.reference);
    const page = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
    expect(Object.keys(page.body as object).sort()).toEqual([
      'changedAt',
      'countryCode',
      'demo',
      'files',
      'geonamesId',
      'history',
      'id',
      'jointAuthorities',
      'jointSignatories',
      'kind',
      'latitude',
      'longitude',
      'municipalityCode',
      'names',
      'noReportSince',
      'nuts',
      'nutsEdition',
      'outsideCompetence',
      'pledgeCounts',
      'pledges',
      'population',
      'practices',
      'proof',
      'publishedAt',
      'region',
      'reportedOn',
      'signedOn',
      'slug',
      'sourceNote',
      'sourceUrl',
      'state',
      'website',
      'wikidataId',
    ]);
    const all = page.text + (await publicAnswers(town.town));
    expect(all).toContain(town.town);
    for (const secret of [
      'Sigrid',
      'Secret',
      'Konrad',
      'Confidential',
      '55 66',
      town.email,
      town.reference,
      'Mayor',
      'The court is not ours',
    ])
      expect(all).not.toContain(secret);
  });

  it.each(['Sigrid', 'Konrad', 'officer-0@town.example', '55667788', 'town.example'])(
    'searching for %s finds nobody',
    async (word) => {
      const found = await register.anonymous
        .get(`/api/v1/signatories?q=${encodeURIComponent(word)}`)
        .expect(200);
      expect(found.body).toMatchObject({ total: 0, items: [] });
    },
  );

  it.each([
    'fields=email',
    'include=contact',
    'sort=contact_email',
    'sort=email',
    'sort=name;drop',
    'filter[email]=x',
    'select=*',
    'state=unlisted',
    'country=d1',
    'country=DEU',
    'kind=company',
    'pillar=none',
    'box=1,2,3',
    'box=a,b,c,d',
    'language=xx',
    'after=!',
    'q=a&q=b',
    'q[]=a',
    'country[$ne]=DE',
  ])('asking with ?%s is refused', async (query) => {
    expectProblem(
      await register.anonymous.get(`/api/v1/signatories?${query}`),
      422,
      'invalid-input',
    );
  });

  it.each(['__proto__', 'constructor', '__proto__[state]', 'constructor.prototype'])(
    'S04 ?%s=1 is refused, or is as if it were not there',
    async (name) => {
      const plain = await register.anonymous.get('/api/v1/signatories');
      const asked = await register.anonymous.get(`/api/v1/signatories?${name}=1`);
      if (asked.status === 200) expect(asked.text).toBe(plain.text);
      else expectProblem(asked, 422, 'invalid-input');
    },
  );
});

function withoutRequest({ status, headers, body }: Response): unknown {
  const { date: _date, ...rest } = headers as Record<string, string>;
  const { instance: _instance, ...problem } = body as Record<string, unknown>;
  return { status, headers: rest, problem };
}
