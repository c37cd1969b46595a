import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let applicant: Applicant;
beforeAll(async () => {
  register = await startApp();
  await seedPlaces(register.app.get(DataSource), () => undefined);
});
afterAll(() => register.close());
beforeEach(async () => {
  applicant = await Applicant.begins(register);
});

const town = { kind: 'municipality', countryCode: 'FR', nameOfficial: 'Strasbourg' };

/** Refused for these fields, with nothing changed. */
async function refuses(...[section, value]: Parameters<Applicant['saves']>): Promise<string[]> {
  const response = await changesNothing(register, () => applicant.saves(section, value));
  return fieldsOf(expectProblem(response, 422, 'invalid-input'));
}

const answerOf = async (section: string) => (await applicant.looks()).answers[section];

/** Posts a page of the form, as a browser without scripts does. */
const posts = (section: string, fields: Record<string, string>) =>
  applicant.browser
    .post(`/en/endorse/${section}`)
    .type('form')
    .send({ version: String(applicant.version), ...fields });

describe('A1 whole numbers and degrees', () => {
  it('every way to write a number is the number that is shown before it is sent', async () => {
    const marks = fc.constantFrom('', '.', ',', ' ', '\u00a0', '\u202f', "'", '’');
    const amounts = fc.integer({ min: 1, max: 100_000_000 });
    await fc.assert(
      fc.asyncProperty(amounts, marks, async (amount, mark) => {
        const population = String(amount).replace(/\B(?=(\d{3})+$)/g, mark);
        expect((await applicant.saves('authority', { ...town, population })).status).toBe(200);
        expect(await answerOf('authority')).toMatchObject({ population: amount });
        const page = (await applicant.browser.get('/en/endorse/check').expect(200)).text;
        expect(page).toContain(`>${new Intl.NumberFormat('en').format(amount)}<`);
      }),
      { numRuns: 15 },
    );
  });

  it('what is no whole number is refused, and what to write is said', async () => {
    const wrong = ['12.5', '12,34', '0x10', '1e5', '12.00', '1.2.3', '1,23,456', 'many', '0.123'];
    for (const population of wrong) {
      expect(await refuses('authority', { ...town, population })).toEqual(['/population isInt']);
      const page = await posts('authority', { ...town, population }).expect(422);
      expect(page.text).toContain('for example 52000');
      expect(page.text).toContain(`value="${population}"`);
    }
  });

  it('a number larger than any town is refused as too large', async () => {
    for (const population of ['100000000000000000000', '100.000.001'])
      expect(await refuses('authority', { ...town, population })).toEqual(['/population max']);
  });

  it('degrees with a direction are taken, and both of them in one field are not', async () => {
    await applicant.saves('authority', town);
    const place = { latitude: '48° 34′ 24″ N', longitude: '7,7521 E' };
    expect((await applicant.saves('place', place)).status).toBe(200);
    expect(await answerOf('place')).toEqual({ latitude: 48.573333, longitude: 7.7521 });
    expect(await refuses('place', { latitude: '48.57, 7.75', longitude: 7.75 })).toEqual([
      '/latitude isOneCoordinate',
    ]);
    expect(await refuses('place', { latitude: '48.57', longitude: '7.75 O' })).toEqual([
      '/longitude isDirection',
    ]);
    expect(await refuses('place', { latitude: '48d34', longitude: '181' })).toEqual([
      '/latitude isNumber',
      '/longitude max',
    ]);
  });

  it('coordinates that are swapped or outside the country are asked about, once', async () => {
    await applicant.saves('authority', town);
    const swapped = { latitude: 7.7521, longitude: 48.5734 };
    const brussels = { latitude: 50.8467, longitude: 4.3525 };
    expect(await refuses('place', swapped)).toEqual(['/latitude askSwapped']);
    expect(await refuses('place', brussels)).toEqual(['/latitude askPlace']);
    const page = await posts('place', { latitude: '50.8467', longitude: '4.3525' }).expect(422);
    const [, confirm] = /name="confirmed\.asked0" value="([^"]+)"/.exec(page.text)!;
    const confirmed = { 'confirmed.asked0': confirm! };
    await posts('place', { latitude: '50.8467', longitude: '4.3525', ...confirmed }).expect(303);
    expect(await answerOf('place')).toEqual(brussels);
    // What was confirmed is no question any more, and does not stand for another place.
    expect((await applicant.saves('place', brussels, 99)).status).toBe(200);
    const elsewhere = { latitude: 52.52, longitude: 13.4, confirmed: [confirm!] };
    expect(await refuses('place', elsewhere)).toEqual(['/latitude askPlace']);
  });

  it('a country that does not fit the place is asked about', async () => {
    await applicant.saves('authority', town);
    await applicant.saves('place', { latitude: 48.5734, longitude: 7.7521 });
    expect(await refuses('authority', { ...town, countryCode: 'PT' })).toEqual([
      '/countryCode askCountry',
    ]);
  });
});

describe('A2 the day of the decision', () => {
  const boxes = (day: string, month: string, year: string) => ({
    body: 'council',
    'decidedOn.day': day,
    'decidedOn.month': month,
    'decidedOn.year': year,
  });

  it('is typed into three boxes, and comes back as it was typed', async () => {
    const page = (await applicant.browser.get('/en/endorse/decision').expect(200)).text;
    expect(page).not.toContain('type="date"');
    const again = (await posts('decision', boxes('31', '2', '2026')).expect(422)).text;
    expect(again).toContain('This date does not exist');
    for (const [part, text] of Object.entries({ day: '31', month: '2', year: '2026' }))
      expect(again).toMatch(new RegExp(`name="decidedOn\\.${part}" value="${text}"`));
    await posts('decision', boxes('28', 'Oct', '2025')).expect(303);
    expect(await answerOf('decision')).toEqual({ body: 'council', decidedOn: '2025-10-28' });
    const check = (await applicant.browser.get('/en/endorse/check').expect(200)).text;
    expect(check).toContain('28 October 2025');
    expect((await applicant.browser.get('/en/endorse/decision')).text).toContain('value="28"');
  });

  it('that is none is refused in words that help', async () => {
    const wrong: [[string, string, string], string][] = [
      [['28', '', '2026'], 'Enter the day, the month and the year'],
      [['28', '10', '26'], 'Enter the year with four digits'],
      [['28', '10', '0026'], 'Enter the year with four digits'],
      [['10', '28', '2026'], 'This date does not exist'],
      [['1', '1', '2099'], 'not in the future'],
      [['', '', ''], 'Enter the date of the decision'],
      [['03/04/2019', '', ''], 'more than one date'],
    ];
    for (const [parts, words] of wrong) {
      const page = await posts('decision', boxes(...parts)).expect(422);
      expect(page.text).toContain(words);
      expect(await answerOf('decision')).toBeUndefined();
    }
  });

  it('before the Pact is asked about', async () => {
    const page = await posts('decision', boxes('12', '5', '2011')).expect(422);
    expect(page.text).toContain('before 2012');
    const confirmed = { 'confirmed.asked0': 'askDay:2011-05-12' };
    expect(page.text).toContain(confirmed['confirmed.asked0']);
    await posts('decision', { ...boxes('13', '5', '2011'), ...confirmed }).expect(422);
    await posts('decision', { ...boxes('12', '5', '2011'), ...confirmed }).expect(303);
    expect(await answerOf('decision')).toEqual({ body: 'council', decidedOn: '2011-05-12' });
  });

  it('is read from the API in the spellings of offices, and asked about where it could be two', async () => {
    for (const decidedOn of ['28. 6. 2019', '28 juin 2019', '2019-06-28T00:00:00Z']) {
      expect((await applicant.saves('decision', { body: 'council', decidedOn })).status).toBe(200);
      expect(await answerOf('decision')).toMatchObject({ decidedOn: '2019-06-28' });
    }
    expect(await refuses('decision', { body: 'council', decidedOn: '03/04/2019' })).toEqual([
      '/decidedOn isOneDay',
    ]);
  });
});

describe('A7 A9 telephones and mail addresses', () => {
  const contact = { name: 'Ana', phone: '(+33) 3 88 41 20 00' };

  it('a telephone number is kept as it was typed', async () => {
    const typed = '+33 3 88 41\u201320 00 ext. 12';
    await applicant.saves('contact', { ...contact, email: 'ana@town.example', phone: typed });
    expect(await answerOf('contact')).toMatchObject({ phone: typed });
    const wrong = { ...contact, email: 'ana@town.example', phone: 'ana@town.example' };
    expect(await refuses('contact', wrong)).toEqual(['/phone isPhone']);
  });

  it('IN7 a slip in an address is asked about before it is kept', async () => {
    const page = await posts('contact', { ...contact, email: 'ana@gmial.com' }).expect(422);
    expect(page.text).toContain('Did you mean ana@gmail.com?');
    expect(await answerOf('contact')).toBeUndefined();
    const sure = { 'confirmed.asked0': 'askEmail:ana@gmial.com' };
    await posts('contact', { ...contact, email: 'ana@gmial.com', ...sure }).expect(303);
    expect(await answerOf('contact')).toMatchObject({ email: 'ana@gmial.com' });
  });

  it.each(['later', 'newsletter', 'case'])(
    'so it is on the page %s, and no mail goes',
    async (to) => {
      const path = { later: '/en/endorse/later', newsletter: '/en/newsletter', case: '/en/case' }[
        to
      ]!;
      const form = { email: 'ana@outlok.fr', reference: applicant.reference };
      const before = await register.sql('SELECT id FROM outbox');
      const page = await applicant.browser.post(path).type('form').send(form).expect(422);
      expect(page.text).toContain('Did you mean ana@outlook.fr?');
      expect(await register.sql('SELECT id FROM outbox')).toEqual(before);
      const sure = { 'confirmed.asked0': 'askEmail:ana@outlok.fr' };
      await applicant.browser
        .post(path)
        .type('form')
        .send({ ...form, ...sure })
        .expect(200);
    },
  );

  it.each([
    ['info@köln.de', 'info@köln.de'],
    ['"max muster"@town.example', '"max muster"@town.example'],
    ['Ana K. <ana@town.example>', 'ana@town.example'],
    ['mailto:ana@town.example', 'ana@town.example'],
  ])('%j comes right', async (typed, email) => {
    expect((await applicant.saves('contact', { ...contact, email: typed })).status).toBe(200);
    expect(await answerOf('contact')).toMatchObject({ email });
  });
});

describe('D nothing is cut or dropped in silence', () => {
  it('2,000 letters in a field of 500 come back whole, with how many there are', async () => {
    const notYet = 'x'.repeat(2_000);
    const page = await posts('prosecution', { notYet }).expect(422);
    expect(page.text).toContain('Use 500 characters or fewer: you have used 2000');
    expect(page.text).toContain(notYet);
    expect(page.text).not.toContain('maxlength');
    expect((await applicant.looks()).typed['prosecution']).toEqual({ notYet });
  });

  it('what is written beside an action that is not ticked is asked about', async () => {
    const beside = { 'actions.0.leadDepartment': 'Youth office', 'actions.1.targetYear': '2028' };
    const page = await posts('prevention', beside).expect(422);
    expect(page.text).toContain('Tick this action, or clear what you wrote beside it');
    expect(page.text).toContain('value="Youth office"');
    expect(await answerOf('prevention')).toBeUndefined();
  });

  it('a pledge beside the reason why there is none is asked about', async () => {
    const both = { 'ownWords.0.text': 'A children’s council', notYet: 'We have just begun' };
    const page = await posts('participation', both).expect(422);
    expect(page.text).toContain('also said why there is none yet');
    await posts('participation', { ...both, 'confirmed.asked0': 'askNotYet' }).expect(303);
    expect(await answerOf('participation')).toMatchObject({ notYet: both.notYet });
  });

  it('the names of those who sign together are kept, or asked about', async () => {
    const names = { jointSignatories: 'Calw\nRottweil' };
    expect(await refuses('authority', { ...town, ...names })).toEqual([
      '/jointSignatories isAssociation',
    ]);
    const association = { ...town, kind: 'association', ...names };
    expect((await applicant.saves('authority', association)).status).toBe(200);
  });

  it('the name that replaces an empty one is shown before sending', async () => {
    await applicant.saves('authority', { ...town, nameEn: 'Strasburg' });
    const page = (await applicant.browser.get('/en/endorse/check').expect(200)).text;
    expect(page).toContain('Strasburg (same as in English)');
    await applicant.saves('authority', town);
    expect((await applicant.browser.get('/en/endorse/check')).text).toContain(
      'Strasbourg (same as the official name)',
    );
  });
});

describe('D an answer of rows that is refused', () => {
  it('shows every pledge of one’s own that was typed, open, however many', async () => {
    const own = ['One', 'Two', 'Three', 'Four'];
    const rows = own.map((text, row) => [`ownWords.${row}.text`, `${text} typed pledge`] as const);
    const page = await posts('prevention', {
      ...Object.fromEntries(rows),
      'ownWords.3.targetYear': '19',
    });
    expect(page.status).toBe(422);
    const [open = ''] = page.text.split('<details class="own-pledge"');
    for (const [, text] of rows) expect(open).toContain(text);
  });
});
