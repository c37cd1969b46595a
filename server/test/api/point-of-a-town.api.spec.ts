import { DataSource } from 'typeorm';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';

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

describe('the point of a town that is chosen from the list, without scripts', () => {
  it('U9 the point of a chosen town is saved with the authority; one outside the chosen country stays to be looked at', async () => {
    const chooses = (place = '2886242') =>
      browser.post('/en/endorse/find').type('form').send({ place }).expect(303);
    const saves = (countryCode: string, version: number, nameOfficial = 'Köln') =>
      browser
        .post('/en/endorse/authority')
        .type('form')
        .send({ kind: 'municipality', countryCode, nameOfficial, placeId: '2886242', version })
        .expect(303);
    const place = async () =>
      ((await browser.get('/api/v1/submission')).body as { answers: { place?: object } }).answers
        .place;
    await chooses();
    expect((await saves('UA', 1)).headers['location']).toBe('/en/endorse/place');
    expect(await place()).toBeUndefined();
    expect((await browser.get('/en/endorse/place').expect(200)).text).toContain('value="50.93333"');
    expect((await saves('DE', 2)).headers['location']).toBe('/en/endorse/signer');
    expect(await place()).toEqual({ latitude: 50.93333, longitude: 6.95 });
    // Another town: its point is shown before it replaces the answer.
    const bonn = '2946447';
    await chooses(bonn);
    expect((await saves('DE', 4, 'Bonn')).headers['location']).toBe('/en/endorse/place');
    expect(await place()).toEqual({ latitude: 50.93333, longitude: 6.95 });
    expect((await browser.get('/en/endorse/place').expect(200)).text).not.toContain('50.93333');
  });

  it('U9 the point of a chosen town is not that of the name that was written over it', async () => {
    await browser.post('/en/endorse/find').type('form').send({ place: '2886242' }).expect(303);
    const authority = { kind: 'municipality', countryCode: 'DE', nameOfficial: 'Brühl' };
    await browser
      .post('/en/endorse/authority')
      .type('form')
      .send({ ...authority, placeId: '2886242', version: 1 })
      .expect(303)
      .expect('location', '/en/endorse/place');
    const { answers } = (await browser.get('/api/v1/submission').expect(200)).body as {
      answers: object;
    };
    expect(answers).not.toHaveProperty('place');
  });
});
