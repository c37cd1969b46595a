import { DataSource } from 'typeorm';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { pillarCodes } from '../../../contract/pillars.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import type { Changes } from '../support/endorsement.js';
import { begins, joinedTown, saves, sends } from '../support/own-place.js';
import { unreadablePhoto } from '../support/photos.js';

let register: TestApp;
let anna: Colleague;
let bob: Colleague;
beforeAll(async () => {
  register = await startApp();
  await seedPlaces(register.app.get(DataSource), () => undefined);
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  bob = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const told = async (reference: string) =>
  (await anna.findsCase(reference)).findings.map(({ check, outcome }) => `${check} ${outcome}`);
const inQueue = async (reference: string) =>
  (await anna.queue(`q=${reference}`)).items[0]!.findings.map(
    ({ check, outcome }) => `${check} ${outcome}`,
  );
async function finds(changes: Changes): Promise<string[]> {
  return told((await Applicant.endorses(register, changes)).reference);
}

describe('the findings of a case', () => {
  it('a plain case has only ticks, and each says what was checked', async () => {
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Colmar', countryCode: 'FR', website: 'https://www.colmar.fr' },
      contact: { email: 'mairie@colmar.fr' },
      place: { latitude: 48.08, longitude: 7.36 },
    });
    const found = await anna.findsCase(town.reference);
    expect(found.findings.filter(({ tone }) => tone === 'danger')).toEqual([]);
    expect(await told(town.reference)).toEqual(
      expect.arrayContaining([
        'identity new',
        'letters plain',
        'signature present',
        'point inside',
        'country member',
        'mailbox same',
      ]),
    );
    expect(await inQueue(town.reference)).toEqual([]);
  });

  it('all four pillars outside its competence, which no form of ours lets through', async () => {
    const town = await Applicant.endorses(register);
    const outside = pillarCodes.map((pillar) => [
      pillar,
      { actions: [], ownWords: [], notCompetent: true },
    ]);
    const says = (pillars: unknown[][]) =>
      register.sql('UPDATE submission SET answers = answers || $2::jsonb WHERE reference = $1', [
        town.reference,
        JSON.stringify(Object.fromEntries(pillars)),
      ]);
    await says(outside.slice(1));
    expect(await told(town.reference)).not.toContain('competence everything');
    await says(outside);
    expect(await inQueue(town.reference)).toContain('competence everything');
  });

  it('a point outside the country, or with its numbers swapped', async () => {
    const wrong = { authority: { nameOfficial: 'Zadar', countryCode: 'HR' } };
    const outside = { latitude: 51, longitude: 0, confirmed: ['askPlace:HR 51 0'] };
    const swapped = { latitude: 15.24, longitude: 44.12, confirmed: ['askSwapped:HR 15.24 44.12'] };
    expect(await finds({ ...wrong, place: outside })).toContain('point outside');
    expect(await finds({ ...wrong, place: swapped })).toContain('point swapped');
  });

  it('a mailbox at a free provider, and a country outside Europe', async () => {
    expect(await finds({ contact: { email: `x${Date.now()}@gmail.com` } })).toContain(
      'mailbox free',
    );
    expect(
      await finds({
        authority: { nameOfficial: 'Rosario', countryCode: 'AR', countryReason: 'Twin town' },
        place: { latitude: -32.95, longitude: -60.66 },
      }),
    ).toContain('country outsideEurope');
  });

  it('an authority that is there already, in the case and in the queue', async () => {
    const first = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Braga', countryCode: 'PT', region: 'Braga' },
      place: { latitude: 41.55, longitude: -8.42 },
    });
    await anna.approves(first.reference);
    const again = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Município de Braga', countryCode: 'PT', region: 'Braga' },
      place: { latitude: 41.55, longitude: -8.42 },
    });
    expect(await told(again.reference)).toContain('identity sameName');
    expect(await inQueue(again.reference)).toContain('identity sameName');
    const namesake = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Braga', countryCode: 'PT', region: 'Lisbon' },
      place: { latitude: 41.55, longitude: -8.42 },
    });
    expect(await told(namesake.reference)).toEqual(
      expect.arrayContaining(['identity namesake', 'point otherRegion']),
    );
  });

  it('the same place under another name, by the number of the gazetteer', async () => {
    const [place] = await register.sql<{ id: number }>(
      `SELECT id FROM place WHERE country_code = 'GR' AND name_official = 'Ιωάννινα'`,
    );
    const named = { countryCode: 'GR', region: 'Epirus', placeId: place!.id };
    const spot = { latitude: 39.66, longitude: 20.85 };
    const [official] = await register.sql<{ name: string }>(
      'SELECT name_official AS name FROM place WHERE id = $1',
      [place!.id],
    );
    const first = await Applicant.endorses(register, {
      authority: { ...named, nameOfficial: official!.name },
      place: spot,
    });
    await anna.approves(first.reference);
    expect(
      await finds({ authority: { ...named, nameOfficial: 'Γιάννενα' }, place: spot }),
    ).toContain('identity samePlace');
  });

  it('a file that could not be cleaned gets no tick', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    await town.uploads();
    await town.uploads(unreadablePhoto, 'photo.jpg');
    await town.sends();
    await town.confirms();
    const found = await told(town.reference);
    expect(found).toContain('documents unclean');
    expect(found).not.toContain('documents plain');
  });

  it('an association whose members are on the register already', async () => {
    const member = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Gouda', countryCode: 'NL', region: 'South Holland' },
      place: { latitude: 52.01, longitude: 4.71 },
    });
    await anna.approves(member.reference);
    expect(
      await finds({
        authority: {
          kind: 'association',
          nameOfficial: 'Groene Hart',
          countryCode: 'NL',
          jointSignatories: 'Gouda\nWoerden',
        },
        place: { latitude: 52.01, longitude: 4.71 },
      }),
    ).toContain('joint onRegister');
  });
});

describe('a case that comes back', () => {
  it('shows what changed and which remark is answered, and returns to the colleague who asked', async () => {
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Sélestat', countryCode: 'FR', region: 'Grand Est' },
      place: { latitude: 48.26, longitude: 7.45 },
    });
    const asked = await bob.decides(await bob.findsCase(town.reference), {
      verdict: 'request_changes',
      reasonCode: 'other',
      comments: [
        { pointer: '/authority/nameEn', text: 'Is it called so in English?' },
        { pointer: '/signer/office', text: 'Which office?' },
      ],
    });
    expect(asked.status).toBe(200);
    const { authority } = town.endorsement;
    town.version = (await town.looks()).version;
    expect((await town.saves('authority', { ...authority, nameEn: 'Selestat' })).status).toBe(200);
    await town.sends();

    const found = await anna.findsCase(town.reference);
    expect(found.sentAgain).toMatchObject({
      by: bob.name,
      remarks: [
        { pointer: '/authority/nameEn', answered: true },
        { pointer: '/signer/office', answered: false },
      ],
      changes: [{ pointer: '/authority/nameEn', after: 'Selestat' }],
      newDocuments: 0,
    });
    expect(found.assignment.colleague).toMatchObject({ id: bob.id });
    expect(await inQueue(town.reference)).toContain('answers partly');
  });

  it('names the pledges of a report, not their numbers', async () => {
    const { town, publicId } = await joinedTown(register, anna);
    await begins(town, 'progress');
    const [pledge] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id
       WHERE s.public_id = $1 LIMIT 1`,
      [publicId],
    );
    const report = { pledgeId: pledge!.id, progress: 'done' };
    await saves(town, 'progress', { reports: [report] }).expect(200);
    const { reference } = await sends(town);
    await bob.decides(await bob.findsCase(reference), {
      verdict: 'request_changes',
      reason: 'What was done?',
    });
    await saves(town, 'progress', { reports: [{ ...report, note: '12 trained' }] }).expect(200);
    await sends(town);
    const found = await anna.findsCase(reference);
    expect(found.sentAgain!.changes).toEqual([
      { pointer: `/progress/${pledge!.id}/note`, before: null, after: '12 trained' },
    ]);
    expect(found.changes!.reports).toMatchObject([{ pledgeId: pledge!.id }]);
  });

  it('its earlier answers are part of the copy that a person may ask for', async () => {
    const town = await Applicant.endorses(register);
    await bob.decides(await bob.findsCase(town.reference), {
      verdict: 'request_changes',
      reason: 'Please look again.',
    });
    const copy = await town.browser.get('/api/v1/submission/personal-data').expect(200);
    expect(copy.body).toMatchObject({
      decisions: [{ answersThen: { contact: { email: town.email } } }],
    });
  });

  it('whose data are erased leaves nothing of its earlier answers', async () => {
    const town = await Applicant.endorses(register);
    const decided = await bob.decides(await bob.findsCase(town.reference), {
      verdict: 'request_changes',
      reason: 'Please look again.',
    });
    expect(decided.status).toBe(200);
    await town.browser.post('/api/v1/submission/withdrawal').expect(204);
    await town.browser.post('/api/v1/submission/erasure').expect(204);
    const rows = await register.sql<{ answers: unknown }>(
      `SELECT d.answers FROM decision d JOIN submission s ON s.id = d.submission_id
       WHERE s.reference = $1`,
      [town.reference],
    );
    expect(rows).toEqual([{ answers: null }]);
  });
});

it('a case has its place in the list that it was opened from', async () => {
  const references: string[] = [];
  for (const nameOfficial of ['Alytus', 'Kaunas', 'Utena'])
    references.push(
      (
        await Applicant.endorses(register, {
          authority: { nameOfficial, countryCode: 'LT' },
          place: { latitude: 55.3, longitude: 23.9 },
        })
      ).reference,
    );
  const ids: string[] = [];
  for (const reference of references) ids.push((await anna.findsCase(reference)).id);
  const place = async (id: string) =>
    (await anna.browser.get(`/api/v1/staff/submissions/${id}/place?country=LT`).expect(200))
      .body as object;
  expect(await place(ids[0]!)).toMatchObject({
    position: 1,
    total: 3,
    previous: null,
    next: ids[1],
  });
  expect(await place(ids[1]!)).toMatchObject({ position: 2, previous: ids[0], next: ids[2] });
  const middle = await anna.findsCase(references[1]!);
  await anna.decides(middle, { verdict: 'reject', reason: 'No authority.' });
  expect(await place(ids[1]!)).toMatchObject({
    total: 2,
    isListed: false,
    previous: ids[0],
    next: ids[2],
  });
  await anna.browser
    .get('/api/v1/staff/submissions/00000000-0000-4000-8000-000000000000/place')
    .expect(404);
});
