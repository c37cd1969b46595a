import { DataSource } from 'typeorm';
import type { PlaceDto } from '../../src/site/public/places.dto.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { endorsement } from '../support/endorsement.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
  await seedPlaces(register.app.get(DataSource), () => undefined);
});
afterAll(() => register.close());

async function finds(country: string, q: string): Promise<PlaceDto[]> {
  return (await register.anonymous.get('/api/v1/places').query({ country, q }).expect(200))
    .body as PlaceDto[];
}

describe('the gazetteer', () => {
  it.each([
    ['DE', 'koln', 'Köln'],
    ['DE', 'COLOGNE', 'Köln'],
    ['DE', 'Koeln', 'Köln'],
    ['UA', 'київ', 'Київ'],
    ['UA', 'Kyiv', 'Київ'],
    ['UA', 'харків', 'Харків'],
    ['GR', 'athènes', 'Αθήνα'],
    ['GR', 'αθηνα', 'Αθήνα'],
    ['GE', 'tbilisi', 'თბილისი'],
    ['AM', 'Երևան', 'Երևան'],
    ['TR', 'izmir', 'İzmir'],
    ['TR', 'istanbul', 'İstanbul'],
    ['IT', 'naples', 'Napoli'],
    ['BG', 'софия', 'София'],
    ['FR', 'saint denis', 'Saint-Denis'],
    ['FR', 'Fort-de-France', 'Fort-de-France'],
    ['FR', 'Cayenne', 'Cayenne'],
    ['FR', 'Mamoudzou', 'Mamoudzou'],
    ['FR', 'Nouméa', 'Nouméa'],
    ['FI', 'Maarianhamina', 'Mariehamn'],
    ['DK', 'Nuuk', 'Nuuk'],
    ['DK', 'Torshavn', 'Tórshavn'],
    ['GB', 'Gibraltar', 'Gibraltar'],
    ['GB', 'Douglas', 'Douglas'],
    ['NO', 'longyearbyen', 'Longyearbyen'],
    ['NL', 'Willemstad', 'Willemstad'],
    ['PT', 'Funchal', 'Funchal'],
    ['PT', 'ponta delgada', 'Ponta Delgada'],
    ['MT', 'Il-Belt', 'Il-Belt Valletta'],
    ['DE', 'Stadt Köln', 'Köln'],
    ['AT', 'St. Pölten', 'Sankt Pölten'],
    ['FR', 'Ste Foy', 'Sainte-Foy-lès-Lyon'],
    ['FR', 'Ville de Lyon', 'Lyon'],
    ['PL', 'Miasto Łódź', 'Łódź'],
    ['IT', 'Comune di Parma', 'Parma'],
    ['CZ', 'Statutární město Brno', 'Brno'],
  ])('U11 in %s "%s" finds %s first', async (country, q, official) => {
    expect((await finds(country, q))[0]?.nameOfficial).toBe(official);
  });

  it('says by which other name it was found, and forgives a slip of the pen', async () => {
    expect((await finds('DE', 'Keulen'))[0]).toMatchObject({
      nameOfficial: 'Köln',
      foundBy: 'Keulen',
    });
    expect((await finds('DE', 'Colgne'))[0]).toMatchObject({ nameOfficial: 'Köln' });
    expect(await finds('DE', 'zzzzqqq')).toEqual([]);
    expect(await finds('DE', '%')).toEqual([]);
  });

  it('knows names, region, population and place, and stays within the country', async () => {
    expect((await finds('UA', 'kyiv'))[0]).toEqual({
      id: 703448,
      countryCode: 'UA',
      region: 'Kyiv City',
      nameOfficial: 'Київ',
      nameEn: 'Kyiv',
      nameFr: 'Kyiv',
      population: 2797553,
      latitude: 50.45466,
      longitude: 30.5238,
    });
    expect((await finds('FR', 'san')).every(({ countryCode }) => countryCode === 'FR')).toBe(true);
  });

  it.each([
    ['country=DE', '/q'],
    ['q=koln', '/country'],
    ['country=Germany&q=koln', '/country'],
    [`country=DE&q=${'x'.repeat(501)}`, '/q'],
    ['country=DE&q=koln&admin=1', '/admin'],
  ])('refuses %s and names the field', async (query, pointer) => {
    const response = await register.anonymous.get(`/api/v1/places?${query}`).expect(422);
    expect(
      (response.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer),
    ).toContain(pointer);
  });

  it('is loaded once: the same edition is left alone', async () => {
    const lines: string[] = [];
    await seedPlaces(register.app.get(DataSource), (line) => lines.push(line));
    expect(lines).toEqual([]);
  });
});

describe('choosing one’s town on the pages, without scripts', () => {
  let browser: Agent;
  beforeEach(async () => {
    browser = register.browser();
    await browser.post('/en/endorse').expect(303);
  });

  it('U9 a search shows what it found, a choice fills in authority and place, and neither counts before it was looked at', async () => {
    expect((await browser.get('/en/endorse/find?country=DE&q=koln').expect(200)).text).toContain(
      'North Rhine-Westphalia',
    );
    await browser
      .post('/en/endorse/find')
      .type('form')
      .send({ place: '2886242' })
      .expect(303)
      .expect('location', '/en/endorse/authority');
    const authority = (await browser.get('/en/endorse/authority').expect(200)).text;
    for (const value of ['value="Köln"', 'value="Cologne"', 'value="963395"', 'value="2886242"'])
      expect(authority).toContain(value);
    expect((await browser.get('/en/endorse/place').expect(200)).text).toContain('value="50.93333"');
    const { answers, missing } = (await browser.get('/api/v1/submission').expect(200)).body as {
      answers: object;
      missing: string[];
    };
    expect(answers).toEqual({});
    expect(missing).toEqual(expect.arrayContaining(['authority', 'place']));
  });

  it('U9 says of a town that has signed since when, and where its case is', async () => {
    const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const names = { nameOfficial: 'Köln', nameEn: 'Cologne', nameFr: 'Cologne' };
    const town = await Applicant.endorses(register, {
      authority: {
        ...endorsement().authority,
        ...names,
        countryCode: 'DE',
        region: 'North Rhine-Westphalia',
      },
      place: { latitude: 50.93, longitude: 6.95 },
    });
    await staff.approvesAndPublishes(town.reference);
    await register.hearsOfChanges();
    const { text } = await browser.get('/en/endorse/find?country=DE&q=koln').expect(200);
    expect(text.split('has been a signatory since')).toHaveLength(2);
    expect(text).toContain('href="/en/case"');
    const elsewhere = await browser.get('/en/endorse/find?country=DE&q=bonn').expect(200);
    expect(elsewhere.text).not.toContain('has been a signatory since');
  });

  it('asks for the country when only a name was given, and finds no place for what is no number', async () => {
    expect((await browser.get('/fr/endorse/find?q=lyon').expect(422)).text).toContain(
      'error-summary',
    );
    for (const place of ['0', '-1', 'x', '1;DROP TABLE place', '99999999999'])
      await browser.post('/en/endorse/find').type('form').send({ place }).expect(404);
    expect(((await browser.get('/api/v1/submission')).body as { typed: object }).typed).toEqual({});
  });

  it('says what a search lacks: the country, the name, or both; a region needs no name', async () => {
    const asks = async (query: string) => {
      const { status, text } = await browser.get(`/en/endorse/find?${query}`);
      return [
        status,
        ...[...text.matchAll(/<li><a href="#field-(\w+)">/g)].map(([, name]) => name),
      ];
    };
    expect(await asks('sent=1')).toEqual([422, 'country', 'q']);
    expect(await asks('sent=1&country=DE')).toEqual([422, 'q']);
    expect(await asks('sent=1&for=place&q=Bonn')).toEqual([422, 'country']);
    expect(await asks('sent=1&for=region')).toEqual([422, 'country']);
    expect(await asks('for=seat')).toEqual([200]);
    const { text } = await browser.get('/de/endorse/find?sent=1').expect(422);
    expect(text).toContain('Wählen Sie das Land, in dem gesucht werden soll');
  });

  it('nobody chooses for a form that is not theirs, or that was sent', async () => {
    await register
      .browser()
      .post('/en/endorse/find')
      .type('form')
      .send({ place: '2886242' })
      .expect(303)
      .expect('location', '/en/endorse');
    const sent = await Applicant.sends(register);
    await sent.browser
      .post('/en/endorse/find')
      .type('form')
      .send({ place: '2886242' })
      .expect(303)
      .expect('location', '/en/endorse');
    expect((await sent.looks()).answers['authority']).toMatchObject({ nameOfficial: sent.town });
  });
});

describe('evidence for staff', () => {
  const evidenceOf = async (changes: Parameters<typeof endorsement>[0]) => {
    const applicant = await Applicant.endorses(register, changes);
    const colleague = await Colleague.signsIn(register, 'reviewer');
    return (await colleague.findsCase(applicant.reference)).evidence;
  };
  const base = endorsement();

  it('an address of the website’s own domain, the chosen place, and how far the point lies from it', async () => {
    const evidence = await evidenceOf({
      authority: {
        ...base.authority,
        countryCode: 'DE',
        nameOfficial: 'Stadt Köln',
        website: 'https://www.stadt-koeln.de/amt',
        placeId: 2886242,
      },
      place: { latitude: 50.9413, longitude: 6.9583 },
      contact: { ...base.contact, email: 'anna@jugend.stadt-koeln.de' },
    });
    expect(evidence).toEqual({
      identified: true,
      lookAlikes: [],
      resembles: [],
      mailDomain: 'stadt-koeln.de',
      paper: null,
      websiteDomain: 'stadt-koeln.de',
      sameDomain: true,
      place: {
        nameOfficial: 'Köln',
        nameEn: 'Cologne',
        countryCode: 'DE',
        region: 'North Rhine-Westphalia',
        population: 963395,
        agrees: true,
        distanceKm: 1,
      },
    });
  });

  it('a look-alike domain, and a place that is not the one chosen', async () => {
    const evidence = await evidenceOf({
      authority: {
        ...base.authority,
        countryCode: 'DE',
        nameOfficial: 'Bonnstadt',
        website: 'https://bonn.de',
        placeId: 2886242,
      },
      place: { latitude: 52.5173, longitude: 13.3889 },
      contact: { ...base.contact, email: 'mayor@bonn.de.example.com' },
    });
    expect(evidence).toMatchObject({
      mailDomain: 'example.com',
      websiteDomain: 'bonn.de',
      sameDomain: false,
      place: { agrees: false },
    });
  });

  it('TR18 a name that reads like a place’s in other characters', async () => {
    const { resembles } = await evidenceOf({
      authority: { ...base.authority, countryCode: 'DE', nameOfficial: 'KöIn' },
      place: { latitude: 50.9413, longitude: 6.9583 },
    });
    expect(resembles).toEqual([{ field: 'nameOfficial', name: 'Köln' }]);
  });

  it('two authorities on one shared host are not of one domain', async () => {
    const evidence = await evidenceOf({
      authority: {
        ...base.authority,
        countryCode: 'NO',
        nameOfficial: 'Sharedham',
        website: 'https://sharedham.github.io',
      },
      place: { latitude: 59.9, longitude: 10.7 },
      contact: { ...base.contact, email: 'x@other.github.io' },
    });
    expect(evidence).toMatchObject({
      mailDomain: 'other.github.io',
      websiteDomain: 'sharedham.github.io',
      sameDomain: false,
      place: null,
    });
  });
});
