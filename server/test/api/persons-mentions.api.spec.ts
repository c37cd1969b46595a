import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { verifyEvents } from '../../src/platform/events/verify-events.js';
import type { HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { contact, tablesWith } from '../support/persons.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  administrator = await Colleague.signsIn(register, 'administrator');
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const asks = (action: 'erasure', email: string) =>
  administrator.browser.post(`/api/v1/staff/persons/${action}`).send({ email });
const searches = async (name: string) =>
  (await administrator.browser.post('/api/v1/staff/persons/search').send({ name }).expect(200))
    .body as HeldDto;
const held = (...words: string[]) => tablesWith(register, ...words);

describe('PR3 PR11 every mention, wherever it is written', () => {
  const mayor = { name: 'Thaddäus Quellwasser', phone: '+49 228 765432' };
  const spellings = [
    '0228/76 54 32',
    '0049 228 765432',
    '+49 (0)228 76.54.32',
    'Quellwasser, Thaddäus',
    'thaddaus  quellwasser',
  ];

  it('names, addresses and telephones leave decisions, remarks, notes, pledges, versions and imports, and were never in the trail', async () => {
    const email = 'thaddaeus@town.example';
    const town = await Applicant.endorses(register, {
      ...contact(email, mayor),
      participation: {
        actions: [],
        ownWords: [{ text: `Ask ${mayor.name}, ${spellings.join(' or ')}` }],
      },
    });
    const found = await staff.findsCase(town.reference);
    await staff.opensDocuments(found);
    const remarks = [
      { pointer: '/authority/region', text: `Says ${mayor.name} on ${spellings[0]}` },
    ];
    expect(
      (
        await staff.decides(found, {
          verdict: 'request_changes',
          reason: `Told ${mayor.name}`,
          comments: remarks,
        })
      ).status,
    ).toBe(200);
    await town.looks();
    await town.sends();
    const published = await staff.approvesAndPublishes(town.reference);
    // In someone else's case only the address and the number are certain.
    const other = await Applicant.endorses(register);
    const theirs = await staff.findsCase(other.reference);
    await staff.decides(theirs, {
      verdict: 'request_changes',
      reason: `Not ${email} but ${mayor.name} on ${spellings[1]}`,
    });
    await register.sql(
      `INSERT INTO saved_view (id, staff_id, name, query, shared)
        VALUES (gen_random_uuid(), $1, $2, $3, true)`,
      [staff.id, `Of ${mayor.name}`, `q=${email}`],
    );

    const before = await searches('quellwasser');
    expect(before.mentions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['submission', 'decision', 'pledge', 'saved_view', 'outbox']),
    );
    expect((await asks('erasure', email).expect(200)).body).toMatchObject({
      cases: 1,
      mentions: 3,
    });
    const [pledge] = await register.sql(
      `SELECT own_words FROM pledge WHERE signatory_id = $1 AND own_words LIKE 'Ask%'`,
      [published.id],
    );
    expect(pledge!['own_words']).toBe(`Ask […], ${spellings.map(() => '[…]').join(' or ')}`);
    const decisions = await register.sql(
      `SELECT reason, comments FROM decision d JOIN submission s ON s.id = d.submission_id
        WHERE reference = $1`,
      [town.reference],
    );
    expect(decisions).toContainEqual({
      reason: 'Told […]',
      comments: [{ pointer: '/authority/region', text: 'Says […] on […]' }],
    });
    const [elsewhere] = await register.sql('SELECT reason FROM decision WHERE submission_id = $1', [
      theirs.id,
    ]);
    expect(elsewhere).toEqual({ reason: `Not […] but ${mayor.name} on […]` });
    expect(Object.keys(await held(email, '765432', '76 54 32'))).toEqual([]);

    const { mentions } = await searches(mayor.name);
    expect(mentions.map(({ kind }) => kind).sort()).toEqual(['decision', 'outbox', 'saved_view']);
    const erased = await administrator.browser
      .post('/api/v1/staff/persons/mentions/erasure')
      .send({ name: mayor.name, mentions: mentions.map(({ kind, id }) => ({ kind, id })) });
    expect(erased.body).toMatchObject({
      mentions: 3,
      pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
    expect(Object.keys(await held('quellwasser', 'thadd'))).toEqual([]);
    const client = new pg.Client({ connectionString: register.database.urls.app });
    await client.connect();
    expect((await verifyEvents(client).finally(() => client.end())).firstBad).toBeNull();
  });

  it.each([
    ['Γιώργος Παπαδόπουλος', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    ['Işıl Yılmaz', 'IŞIL YILMAZ'],
    ['Łukasz Wąskowski', 'Lukasz Waskowski'],
    ['Jürgen Größer', 'JUERGEN GROESSER'],
    ['Juergen Muehl', 'Jürgen Mühl'],
    ["Jeanne d'Arc-Dupont", 'Jeanne d’Arc Dupont'],
    ['Анатолій Їжакевич', 'АНАТОЛІЙ ЇЖАКЕВИЧ'],
  ])('a search for %s finds %s, and erases it', async (name, written) => {
    const id = uuidv7();
    await register.sql(
      `INSERT INTO saved_view (id, staff_id, name, query, shared) VALUES ($1, $2, $3, '', true)`,
      [id, staff.id, `Of ${written}!`],
    );
    const { mentions } = await searches(name);
    expect(mentions).toEqual([expect.objectContaining({ kind: 'saved_view', id })]);
    await administrator.browser
      .post('/api/v1/staff/persons/mentions/erasure')
      .send({ name, mentions: [{ kind: 'saved_view', id }] })
      .expect(200);
    expect(await register.sql('SELECT name FROM saved_view WHERE id = $1', [id])).toEqual([
      { name: expect.stringMatching(/^Of \[…\]!( \d)?$/) as string },
    ]);
  });

  it('a record whose key is no UUID is erased, too: of the Pact, of a translation, of the certificates', async () => {
    const name = 'Melusine Rabenstein';
    await register.sql(
      `UPDATE pact_version SET approved_on = '2026-03-01', approval_document = $1,
        approved_by = $2, approved_at = now() WHERE number = 1`,
      [`Letter of ${name}`, administrator.id],
    );
    await register.sql(
      `INSERT INTO translation_review (language, reviewed_by, reviewed_on, changed_by)
        VALUES ('el', $1, '2026-03-01', $2)`,
      [name, administrator.id],
    );
    await register.sql(
      `UPDATE certificate_foot SET signer_name = $1, office_en = 'President',
        office_fr = 'Présidente'`,
      [name],
    );
    const { mentions } = await searches(name);
    const keys = mentions.map(({ kind, id }) => ({ kind, id }));
    expect(keys).toEqual([
      { kind: 'translation_review', id: 'el' },
      { kind: 'certificate_foot', id: 'true' },
      { kind: 'pact_version', id: '1' },
    ]);
    const { body } = await administrator.browser
      .post('/api/v1/staff/persons/mentions/erasure')
      .send({ name, mentions: keys })
      .expect(200);
    expect(body).toMatchObject({ mentions: 3 });
    expect(await held('Rabenstein')).toEqual({});
  });

  it('a search by name finds who signs, who handles a case and who is mentioned, in any order and without accents; nothing is changed', async () => {
    const signer = { signer: { name: 'Żaneta Wąsik' } };
    const town = await Applicant.endorses(register, {
      ...contact('office@wasik.example'),
      ...signer,
    });
    // A mail that is still to be sent has her answers, too.
    await register.drain();
    const answer = await changesNothing(register, () => searches('Wasik, Zaneta'));
    expect(answer.mentions).toMatchObject([
      { kind: 'submission', reference: town.reference, places: ['answers.signer.name'] },
    ]);
    expect(answer.mentions[0]!.excerpt).toBe('Żaneta Wąsik');
    expect((await searches('Olaf Officer')).mentions.map(({ reference }) => reference)).toContain(
      town.reference,
    );
    expectProblem(
      await administrator.browser.post('/api/v1/staff/persons/search').send({ name: 'ab' }),
      422,
    );
    expectProblem(await administrator.browser.post('/api/v1/staff/persons/search').send({}), 422);
    const wrong = { name: 'Żaneta Wąsik', mentions: [{ kind: 'event', id: town.reference }] };
    expectProblem(
      await administrator.browser.post('/api/v1/staff/persons/mentions/erasure').send(wrong),
      422,
    );
  });

  it('a contact who handed a case over is forgotten, the current contact is not', async () => {
    const town = await Applicant.endorses(register, contact('first@hand.example', mayor));
    await staff.approvesAndPublishes(town.reference);
    await register.sql(
      `UPDATE submission SET resume_email = 'second@hand.example' WHERE reference = $1`,
      [town.reference],
    );
    await asks('erasure', 'second@hand.example').expect(200);
    const [left] = await register.sql(
      'SELECT contact_email, resume_email FROM submission WHERE reference = $1',
      [town.reference],
    );
    expect(left).toEqual({ contact_email: 'first@hand.example', resume_email: null });
  });

  it('a closed case keeps the decision, and no text', async () => {
    const town = await Applicant.endorses(register, contact('words@ended.example'));
    const found = await staff.findsCase(town.reference);
    await staff.decides(found, {
      verdict: 'reject',
      reason: 'Olaf Officer is no mayor.',
      reasonCode: 'not_an_authority',
    });
    await asks('erasure', town.email).expect(200);
    expect(
      await register.sql(
        'SELECT verdict, reason_code, reason FROM decision WHERE submission_id = $1',
        [found.id],
      ),
    ).toEqual([{ verdict: 'reject', reason_code: 'not_an_authority', reason: '' }]);
  });
});
