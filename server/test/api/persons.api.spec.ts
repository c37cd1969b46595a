import { unzipSync } from 'fflate';
import pg from 'pg';
import { verifyEvents } from '../../src/platform/events/verify-events.js';
import type { ErasedDto, HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { bytes, Colleague } from '../support/colleague.js';
import { sha256, signedPact } from '../support/endorsement.js';
import { contact, tablesWith } from '../support/persons.js';
import { sharesPractice } from '../support/practices.js';
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

const person = { name: 'Wendelin Zauberberg', phone: '+49 30 998877' };
const asks = (action: 'search' | 'copy' | 'erasure', email: string) =>
  administrator.browser.post(`/api/v1/staff/persons/${action}`).send({ email });
const held = (...words: string[]) => tablesWith(register, ...words);

describe('PR4 access for one mail address', () => {
  it('gives JSON and files of everything held in one action, and the trail keeps a pseudonym only', async () => {
    const email = 'everything@town.example';
    const town = await Applicant.endorses(register, contact(email));
    await town.browser.get('/en').expect(200);
    await register.sql(
      `INSERT INTO subscriber (id, email, language) VALUES (gen_random_uuid(), $1, 'fr')`,
      [email],
    );
    const found = await staff.findsCase(town.reference);
    await register.sql(
      `INSERT INTO case_note (id, submission_id, staff_id, text, posted_at)
        VALUES (gen_random_uuid(), $1, $2, 'Telephoned; friendly.', now())`,
      [found.id, staff.id],
    );
    await register.sql(
      `INSERT INTO staff_draft (id, staff_id, kind, subject, submission_id, fields)
        VALUES (gen_random_uuid(), $1, 'message', $2::text, $2::uuid, '{"text": "Dear Olaf"}')`,
      [staff.id, found.id],
    );

    const summary = (await asks('search', email.toUpperCase()).expect(200)).body as HeldDto;
    expect(summary).toMatchObject({
      cases: [{ reference: town.reference, documents: 1, withStaff: true, onRegister: false }],
      newsletter: true,
    });
    const answer = await asks('copy', email).buffer(true).parse(bytes).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'no-store',
    });
    const files = unzipSync(answer.body as Buffer);
    const data = JSON.parse(Buffer.from(files['data.json']!).toString()) as {
      cases: { submissions: { answers: { contact: object } }[] }[];
    };
    expect(data).toMatchObject({
      email,
      newsletter: { language: 'fr' },
      notesOfStaff: [{ text: 'Telephoned; friendly.' }],
      draftsOfStaff: [{ fields: { text: 'Dear Olaf' } }],
    });
    expect(data.cases[0]!.submissions[0]!.answers.contact).toMatchObject({
      name: 'Olaf Officer',
      phone: '+49 221 1234',
      email,
    });
    const [document] = Object.entries(files).filter(([name]) =>
      name.startsWith(`documents/${town.reference}/1-`),
    );
    expect(sha256(Buffer.from(document![1]))).toBe(sha256(signedPact(town.town)));
    const [event] = await register.sql(
      `SELECT details FROM event WHERE action = 'person.copy' ORDER BY seq DESC LIMIT 1`,
    );
    expect(event!['details']).toMatchObject({
      pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      cases: 1,
      documents: 1,
    });
    expect(JSON.stringify(event)).not.toContain(email);
  });
});

describe('PR3 erasing one official', () => {
  it('waits until staff have decided, and changes nothing before', async () => {
    const town = await Applicant.endorses(register, contact('waiting@town.example'));
    expectProblem(
      await changesNothing(register, () => asks('erasure', town.email)),
      409,
      'with-staff',
    );
    expectProblem(
      await changesNothing(register, () => asks('erasure', 'nobody@town.example')),
      404,
    );
  });

  it('takes name, mail and telephone out of records, revisions, files, mails, search and exports; the authority stays and the chain verifies', async () => {
    const email = 'forget.me@town.example';
    const town = await Applicant.endorses(register, {
      ...contact(email, person),
      participation: { actions: [], ownWords: [{ text: `Ask ${person.name} about the council` }] },
    });
    const published = await staff.approvesAndPublishes(town.reference);
    const { id: signatoryId, publicId } = published;
    const practice = await sharesPractice(register, publicId);
    await register.sql('UPDATE practice SET whom_to_ask = $2 WHERE id = $1', [
      practice,
      `${person.name}, ${email}, ${person.phone}`,
    ]);
    await register.sql(
      `INSERT INTO signatory_revision (id, signatory_id, number, signatory_version, content, cause,
        reason) VALUES (gen_random_uuid(), $1, 99, 1, $2, 'edit', $3)`,
      [
        signatoryId,
        JSON.stringify({ pledges: [{ ownWords: `By ${person.name}` }] }),
        `${person.name} asked for it`,
      ],
    );
    await register.drain();
    const words = [person.name, email, '998877'];
    expect(Object.keys(await held(...words))).toEqual(
      expect.arrayContaining(['submission', 'outbox', 'pledge', 'practice', 'signatory_revision']),
    );
    const [document] = await register.sql<{ id: string }>(
      `SELECT d.id FROM document d JOIN submission s ON s.id = d.submission_id
        WHERE s.reference = $1`,
      [town.reference],
    );
    const version = async () =>
      Number((await register.sql('SELECT version FROM register'))[0]!['version']);
    const before = await version();

    const erased = (await asks('erasure', email).expect(200)).body as ErasedDto;
    expect(erased).toMatchObject({
      cases: 1,
      documents: 1,
      pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
    expect(await held(...words)).toEqual({});
    expect(await version()).toBeGreaterThan(before);
    await staff.browser.get(`/api/v1/staff/documents/${document!.id}`).expect(404);
    expect((await staff.queue(`show=published&q=${email}`)).items).toEqual([]);
    const csv = await staff.browser.get('/api/v1/staff/signatories/export?format=csv').expect(200);
    expect(csv.text).toContain(town.town);
    expect(csv.text).not.toMatch(new RegExp(`${person.name}|${email}`));

    await register.hearsOfChanges();
    const page = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain('Ask […] about the council');
    expect(JSON.stringify(page.body)).not.toContain(person.name);
    const [{ answers }] = (await register.sql<{ answers: { signer: object } }>(
      'SELECT answers FROM submission WHERE reference = $1',
      [town.reference],
    )) as [{ answers: { signer: object } }];
    expect(answers.signer).toMatchObject({ name: 'Ada Signer' });
    const client = new pg.Client({ connectionString: register.database.urls.app });
    await client.connect();
    expect((await verifyEvents(client).finally(() => client.end())).firstBad).toBeNull();
    const [event] = await register.sql(
      `SELECT details, actor_id FROM event WHERE action = 'person.erase' ORDER BY seq DESC LIMIT 1`,
    );
    expect(event).toMatchObject({
      actor_id: administrator.id,
      details: { pseudonym: erased.pseudonym, cases: 1 },
    });

    // Staff can still change the signatory; no mail is sent.
    expect((await staff.changes(published, 'hold', 'The council asked.')).status).toBe(200);
    expectProblem(await asks('erasure', email), 404);
  });

  it('empties a case that ended, as its contact could have done', async () => {
    const town = await Applicant.endorses(register, contact('ended@town.example'));
    await staff.decides(await staff.findsCase(town.reference), {
      verdict: 'reject',
      reason: 'Not an authority.',
    });
    await asks('erasure', town.email).expect(200);
    expect(await held(town.email)).toEqual({});
    expect(
      await register.sql('SELECT answers FROM submission WHERE reference = $1', [town.reference]),
    ).toEqual([{ answers: {} }]);
  });
});
