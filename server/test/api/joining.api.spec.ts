import type {
  FiguresDto,
  MapDto,
  SignatoryDto,
  SignatoryListDto,
} from '../../src/site/public/public.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { sha256, signedPact } from '../support/endorsement.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

/** The current public response, as JSON. */
async function read<T>(path: string): Promise<T> {
  return (await register.anonymous.get(path).expect(200)).body as T;
}

describe('a town joins the Pact', () => {
  it('fills the form in, proves its address, is approved, published, and found', async () => {
    const town = await Applicant.sends(register, {
      authority: {
        nameOfficial: 'Köln',
        nameEn: 'Cologne',
        nameFr: 'Cologne',
        countryCode: 'DE',
        region: 'Nordrhein-Westfalen',
      },
      place: { latitude: 50.9375, longitude: 6.9603 },
    });
    expect(await town.looks()).toMatchObject({ state: 'unconfirmed', missing: [] });
    await town.confirms();
    expect(await town.looks()).toMatchObject({
      state: 'waiting',
      answers: {
        authority: { nameOfficial: 'Köln', website: 'https://www.town.example', population: 12500 },
      },
    });

    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const publisher = await Colleague.signsIn(register, 'publisher');
    const found = await reviewer.findsCase(town.reference);
    expect(found).toMatchObject({
      state: 'waiting',
      actions: ['request_changes', 'approve', 'reject'],
      duplicates: [],
      documents: [{ opened: false, sha256: sha256(signedPact('Köln')) }],
    });
    expect(await reviewer.opensDocuments(found)).toEqual([signedPact('Köln')]);
    const approved = (await reviewer.decides(found, { verdict: 'approve' })).body as typeof found;
    expect(approved).toMatchObject({
      state: 'approved',
      signatory: { state: 'unlisted', actions: [] },
    });

    expect((await publisher.changes(approved.signatory!, 'publish')).body).toMatchObject({
      state: 'published',
    });
    const id = approved.signatory!.publicId;
    expect(await read<SignatoryDto>(`/api/v1/signatories/${id}`)).toMatchObject({
      id,
      slug: `${id}-cologne`,
      state: 'published',
      countryCode: 'DE',
      region: 'Nordrhein-Westfalen',
      signedOn: '2026-03-12',
      demo: false,
      names: { official: 'Köln', en: 'Cologne', fr: 'Cologne' },
      pledgeCounts: { prevention: 1, protection: 2, prosecution: 0, participation: 1 },
      pledges: [
        { pillar: 'prevention', action: 'prevention.training', progress: 'planned' },
        { pillar: 'protection', action: 'protection.helpline' },
        { pillar: 'protection', ownWords: 'A house for children\nin the old mill' },
        { pillar: 'participation', ownWords: 'A children’s council' },
      ],
    });
    for (const filter of [
      '',
      '?q=koln',
      '?q=K%C3%B6ln',
      '?q=koeln',
      '?q=colog',
      '?country=DE',
      '?kind=municipality',
      '?pillar=protection',
      '?box=6,50,8,52',
    ]) {
      expect(await read<SignatoryListDto>(`/api/v1/signatories${filter}`)).toMatchObject({
        total: 1,
        items: [{ id }],
      });
      expect(await read<MapDto>(`/api/v1/map${filter}`)).toMatchObject({
        total: 1,
        points: [{ slug: `${id}-cologne`, latitude: 50.9375 }],
      });
    }
    for (const other of [
      '?q=ln',
      '?q=berlin',
      '?country=FR',
      '?kind=region',
      '?pillar=prosecution',
      '?box=-6,50,6,52',
      '?q=...',
    ]) {
      expect(await read<SignatoryListDto>(`/api/v1/signatories${other}`)).toMatchObject({
        total: 0,
        items: [],
      });
    }
    expect(await read<FiguresDto>('/api/v1/register')).toMatchObject({
      signatories: 1,
      citiesAndRegions: 1,
      countries: 1,
      pledges: 4,
      byCountry: [{ code: 'DE', member: true, signatories: 1 }],
    });
    expect(await town.looks()).toMatchObject({
      state: 'approved',
      slug: id,
      messages: [{ verdict: 'approve' }],
    });
  });
});
