import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { begins, joinedTown, saves } from '../support/own-place.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const joined = () => joinedTown(register, staff);

describe('hand-over to a new contact', () => {
  it('nothing changes until the new one agrees; then the old one is out, and both were told', async () => {
    const { town } = await joined();
    await begins(town, 'practice');
    await town.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Nadia New', email: 'Nadia@New.example' })
      .expect(202);
    await register.drain();
    expect(register.mailbox.newest(town.email, /handing over/).text).toContain('Nadia New');
    expect((await town.looks()).reference).toBeDefined();
    const token = tokenIn(register.mailbox.newest('nadia@new.example', /Become the contact/));
    await changesNothing(register, async () => {
      await register.anonymous.get(`/en/hand-over?token=${token}`).expect(200);
      expectProblem(await register.anonymous.post('/api/v1/case-sessions').send({ token }), 410);
    });

    const nadia = register.browser();
    await nadia.post('/api/v1/hand-overs').send({ token }).expect(200);
    expectProblem(await town.browser.get('/api/v1/submission'), 401);
    const [row] = await register.sql<{ all: string }>(
      `SELECT string_agg(s::text, ' ') AS all FROM submission s WHERE reference = $1
        OR parent_id = (SELECT id FROM submission WHERE reference = $1)`,
      [town.reference],
    );
    expect(row!.all).toContain('nadia@new.example');
    expect(row!.all).not.toContain(town.email);
    await register.drain();
    expect(register.mailbox.newest(town.email, /has changed/)).toBeDefined();
    expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410);

    await register.anonymous
      .post('/api/v1/case-links')
      .send({ reference: town.reference, email: town.email })
      .expect(202);
    await register.anonymous
      .post('/api/v1/case-links')
      .send({ reference: town.reference, email: 'nadia@new.example' })
      .expect(202);
    await register.drain();
    expect(
      register.mailbox.of(town.email).some(({ subject }) => subject.includes('sign-in link')),
    ).toBe(false);
    expect(register.mailbox.newest('nadia@new.example', /sign-in link/)).toBeDefined();
    const welcome = register.mailbox.newest('nadia@new.example', /You are now the contact/);
    expect(welcome.text).toContain(town.reference);
    expect(register.mailbox.of(town.email).map(({ subject }) => subject)).not.toContain(
      welcome.subject,
    );
  });

  it('whose answer is awaited is seen; it can be cancelled, and one person is asked at a time', async () => {
    const { town } = await joined();
    const path = '/api/v1/submission/hand-overs';
    const asks = (name: string, email: string) =>
      town.browser.post(path).send({ name, email }).expect(202);
    const pending = async () =>
      (
        (await town.browser.get(path).expect(200)).body as {
          pending: { name: string; email: string } | null;
        }
      ).pending;
    const page = async () => (await town.browser.get('/en/case').expect(200)).text;
    const linkOf = async (email: string) => {
      await register.drain();
      return tokenIn(register.mailbox.newest(email, /Become the contact/));
    };
    const isDead = async (token: string) =>
      changesNothing(register, async () =>
        expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410),
      );

    expect(await pending()).toBeNull();
    await asks('Fanny First', 'fanny@new.example');
    expect(await pending()).toMatchObject({ name: 'Fanny First', email: 'fanny@new.example' });
    expect(await page()).toContain('Fanny First (fanny@new.example) has not answered yet');
    const first = await linkOf('fanny@new.example');

    await asks('Sonia Second', 'sonia@new.example');
    expect(await pending()).toMatchObject({ name: 'Sonia Second' });
    await isDead(first);

    const second = await linkOf('sonia@new.example');
    await town.browser.get('/en/case/hand-over').expect(200, /Cancel the hand-over/);
    await town.browser.delete(path).expect(204);
    expect(await pending()).toBeNull();
    expect(await page()).not.toContain('has not answered yet');
    await isDead(second);
    expect((await town.looks()).answers['contact']).toMatchObject({ email: town.email });
  });

  it('a proven address changes in no other way', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    await staff.decides(record, { verdict: 'request_changes', reason: 'Please.' });
    const { version } = await town.looks();
    await changesNothing(register, async () => {
      const refused = await saves(
        town,
        'contact',
        { ...town.endorsement.contact, email: 'thief@elsewhere.example' },
        version,
      );
      expect(fieldsOf(expectProblem(refused, 422))).toEqual(['/email isProven']);
    });
  });
});

describe('PR3 PR4 PR9 the data of the persons in a case', () => {
  it('can be had as a copy, by its own contact only, without anything that opens a door', async () => {
    const [mine, other] = [await Applicant.endorses(register), await Applicant.endorses(register)];
    const copy = await mine.browser.get('/api/v1/submission/personal-data').expect(200);
    expect(copy.headers['cache-control']).toBe('no-store');
    expect(copy.text).toContain(mine.email);
    expect(copy.text).toContain('confirm_email');
    expect(copy.text).not.toContain(other.email);
    expect(copy.text).not.toMatch(/"hash"|tokenId|password/);
    const file = await mine.browser.get('/en/case/data.json').expect(200);
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="${mine.reference}.json"`,
    );
    await register.anonymous.get('/en/case/data.json').expect(303);
  });

  it('are erased if nothing depends on them, and are kept while something does', async () => {
    const { town } = await joined();
    const waiting = await Applicant.endorses(register);
    await changesNothing(register, async () => {
      expectProblem(await town.browser.post('/api/v1/submission/erasure'), 409, 'on-register');
      expectProblem(await waiting.browser.post('/api/v1/submission/erasure'), 409, 'with-staff');
    });
    await waiting.browser.post('/api/v1/submission/withdrawal').expect(204);
    await waiting.browser.post('/api/v1/submission/erasure').expect(204);
    expectProblem(await waiting.browser.get('/api/v1/submission'), 401);
    const everything = await register.sql<{ found: string }>(
      `SELECT 'submission' AS found FROM submission s WHERE s::text LIKE $1 UNION ALL
        SELECT 'outbox' FROM outbox o WHERE o::text LIKE $1
       UNION ALL SELECT 'event' FROM event e WHERE e::text LIKE $1 UNION ALL SELECT 'token'
         FROM submission_token t WHERE t::text LIKE $1`,
      [`%${waiting.email}%`],
    );
    expect(everything).toEqual([]);
    const draft = await Applicant.begins(register);
    await draft.saves('contact', draft.endorsement.contact);
    await draft.browser.post('/api/v1/submission/erasure').expect(204);
    expect(
      await register.sql(`SELECT state, contact_email FROM submission WHERE reference = $1`, [
        draft.reference,
      ]),
    ).toEqual([{ state: 'withdrawn', contact_email: null }]);
  });
});
