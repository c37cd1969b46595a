import { DataSource } from 'typeorm';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let browser: Agent;
beforeAll(async () => {
  register = await startApp();
  await seedPlaces(register.app.get(DataSource), () => undefined);
});
afterAll(() => register.close());
beforeEach(async () => {
  browser = register.browser();
  await browser.post('/en/endorse').expect(303);
});

describe('regions and seats in the list of places, without scripts', () => {
  it('U9 the regions of a country are listed with their seats, or the largest town where no seat is known; who has signed is told', async () => {
    const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const region = await Applicant.endorses(register, {
      authority: {
        ...{ kind: 'region', countryCode: 'NL', nameOfficial: 'Provincie Zeeland' },
        ...{ nameEn: 'Zeeland', nameFr: 'Zélande', region: undefined, jointSignatories: undefined },
      },
      place: { latitude: 51.49, longitude: 3.61 },
    });
    await staff.approvesAndPublishes(region.reference);
    await register.hearsOfChanges();
    const { text } = await browser.get('/en/endorse/find?for=region&country=NL').expect(200);
    const listed = [
      ...text.matchAll(/<strong>([^<]+)<\/strong><span class="small soft">([^<]+)</g),
    ];
    const seats = Object.fromEntries(listed.map(([, name, about]) => [name, about]));
    expect(seats).toMatchObject({
      Zeeland: 'Seat: Middelburg',
      'North Holland': 'Seat: Haarlem',
      'South Holland': 'Largest town: Rotterdam',
      Curaçao: 'Seat: Willemstad',
    });
    expect(text).toContain('Zeeland has been a signatory since');
    const named = await browser.get('/en/endorse/find?for=region&country=NL&q=utr').expect(200);
    expect(named.text.match(/place-choice/g)).toHaveLength(1);
  });

  it('U9 a region gets its English name and a point; a seat gives an association only its country and point', async () => {
    const fieldsOf = async () => {
      const { typed } = (await browser.get('/api/v1/submission').expect(200)).body as {
        typed: Record<string, Record<string, string>>;
      };
      return typed;
    };
    const choose = (fields: object) =>
      browser.post('/en/endorse/find').type('form').send(fields).expect(303);
    // Ioannina, the seat of Epirus.
    const place = { latitude: '39.66486', longitude: '20.85189' };
    await choose({ for: 'region', place: '261779' });
    expect(await fieldsOf()).toMatchObject({
      authority: {
        kind: 'region',
        countryCode: 'GR',
        nameOfficial: '',
        nameEn: 'Epirus',
        placeId: '',
      },
      place,
    });
    await choose({ for: 'seat', place: '2950159' });
    expect(await fieldsOf()).toMatchObject({
      authority: { kind: 'association', countryCode: 'DE', nameOfficial: '' },
      place: { latitude: '52.52437' },
    });
    expect((await choose({ for: 'place', place: '261779' })).headers['location']).toBe(
      '/en/endorse/place',
    );
    expect(await fieldsOf()).toMatchObject({ authority: { countryCode: 'DE' }, place });
    const page = (await browser.get('/en/endorse/place').expect(200)).text;
    expect(page).toContain('The point is near Ioánnina, Epirus.');
    const looked = (await browser.get('/en/endorse/place?at=48.58,7.75').expect(200)).text;
    expect(looked).toContain('The point is near Strasbourg, Grand Est.');
    const far = (await browser.get('/en/endorse/place?at=47,-30').expect(200)).text;
    expect(far).toContain('The point is not near a town that we know.');
    expect(await fieldsOf()).toMatchObject({ place });
    const moved = await browser
      .post('/en/endorse/place')
      .type('form')
      .send({ latitude: '1', longitude: '2', version: '1', then: 'box:19,39,22,41' })
      .expect(303);
    expect(moved.headers['location']).toBe('/en/endorse/place?box=19%2C39%2C22%2C41');
    expect((await fieldsOf())['place']).toEqual({ latitude: '1', longitude: '2' });
  });
});
