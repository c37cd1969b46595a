import { hashToken } from '../../src/platform/text/tokens.js';
import { registerAgreement } from '../../src/workbench/trail/register-agreement.js';
import type { SignatoryFileDto } from '../../src/workbench/register-editing/signatory-file.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  confirms,
  fileOf,
  importedTown,
  invitationLink,
  invitationPath,
  invites,
  opens,
  proves,
} from '../support/contact-invitations.js';
import { dayFromToday } from '../support/days.js';
import { tokenIn } from '../support/mailbox.js';
import { joinedTown } from '../support/own-place.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { dayPasses } from '../support/reporting.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  boris = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.forgetLimits();
  await needsFourEyes(false);
});

describe('a contact for an imported signatory', () => {
  it('is invited, proves the address, is confirmed, opens the own page, and gets reminders', async () => {
    const id = await importedTown(register, anna, 'Altenhort');
    const email = 'vera@altenhort.example';
    expect((await fileOf(anna, id)).invitation).toBeNull();

    expect((await invites(anna, id, { email: 'Vera@Altenhort.example' })).status).toBe(200);
    expect((await fileOf(boris, id)).invitation).toMatchObject({
      ...{ state: 'invited', name: 'Vera Vogt', email, office: null, openedAt: null },
      invitedBy: anna.name,
    });
    const token = await invitationLink(register, email);
    const [kept] = await register.sql<{ hash: Buffer }>(
      'SELECT hash FROM contact_invitation_token WHERE signatory_id = $1',
      [id],
    );
    expect(kept!.hash.equals(hashToken(token))).toBe(true);
    await changesNothing(register, () =>
      register.anonymous.get(`/en/contact-invitation?token=${token}`).expect(200),
    );
    expect((await fileOf(anna, id)).invitation!.state).toBe('invited');

    const page = (await opens(register, token).expect(200)).text;
    expect(page).toContain('Altenhort');
    expect(page).toContain('value="Vera Vogt"');
    expect(page).not.toContain(email);
    expect((await fileOf(anna, id)).invitation!.state).toBe('opened');

    const again = await proves(register, token, { office: '' }).expect(422);
    expect(again.text).toContain('value="Vera Vogt-Beck"');
    await proves(register, token).expect(200, /confirmed/);
    await needsFourEyes(true);
    const { invitation } = await fileOf(anna, id);
    expect(invitation).toMatchObject({
      ...{ state: 'proven', name: 'Vera Vogt-Beck', office: 'Head of youth services' },
      ...{ expiresAt: null, needsAnother: true },
    });
    expect((await fileOf(anna, id)).contact).toBeNull();

    await changesNothing(register, async () =>
      expectProblem(await confirms(anna, id, invitation!.version), 403, 'four-eyes-needed'),
    );
    const done = await confirms(boris, id, invitation!.version).expect(200);
    expect(done.body).toMatchObject({
      ...{ invitation: null, contact: { name: 'Vera Vogt-Beck', email } },
      cases: [{ kind: 'endorsement', state: 'approved' }],
    });
    const { reference } = (done.body as SignatoryFileDto).cases[0]!;
    const disagreements = await registerAgreement((sql) => register.sql(sql));
    expect(disagreements.filter(({ subject }) => subject === reference)).toEqual([]);

    await register.drain();
    const welcome = register.mailbox.newest(email, /You are now the contact for Altenhort/);
    expect(welcome.text).toContain(reference);
    expect(welcome.text).not.toMatch(/endorsement|was sent/);
    await register.anonymous.post('/api/v1/case-links').send({ reference, email }).expect(202);
    await register.drain();
    const link = tokenIn(register.mailbox.newest(email, /sign-in link/));
    const vera = register.browser();
    await vera.post('/api/v1/case-sessions').send({ token: link }).expect(200);
    expect((await vera.get('/en/case').expect(200)).text).toContain('Altenhort');
    await vera.post('/api/v1/submission/follow-ups').send({ kind: 'amendment' }).expect(201);

    await dayPasses(register, dayFromToday(66));
    await register.drain();
    expect(
      (
        await register.sql<{ template: string }>(
          `SELECT template FROM outbox WHERE recipient = $1 AND template LIKE 'report_%'`,
          [email],
        )
      ).length,
    ).toBe(1);
  });

  it('is invited again: the link before is dead, and a proof given by it is void', async () => {
    const id = await importedTown(register, anna, 'Zweithort');
    const wrong = 'wrong@zweithort.example';
    await invites(anna, id, { email: wrong });
    const first = await invitationLink(register, wrong);
    expect((await invites(boris, id, { email: 'right@zweithort.example' }, 1)).status).toBe(200);
    await changesNothing(register, async () => {
      await opens(register, first).expect(410);
      await proves(register, first).expect(410);
    });
    const second = await invitationLink(register, 'right@zweithort.example');
    await proves(register, second).expect(200);
    await changesNothing(register, () => proves(register, second).expect(410));
    expect((await invites(anna, id, { email: wrong }, 3)).status).toBe(200);
    await changesNothing(register, async () =>
      expectProblem(await confirms(boris, id, 4), 409, 'wrong-state'),
    );
  });

  it('is not invited any more: the link is dead, its mail is not sent, and nothing is kept', async () => {
    const id = await importedTown(register, anna, 'Absagehort');
    const email = 'gone@absagehort.example';
    await invites(anna, id, { email });
    await anna.browser.delete(invitationPath(id)).set('If-Match', '"1"').expect(200);
    await register.drain();
    expect(register.mailbox.of(email)).toEqual([]);
    expect((await fileOf(anna, id)).invitation).toBeNull();
    expectProblem(
      await anna.browser.delete(invitationPath(id)).set('If-Match', '"0"'),
      404,
      'not-found',
    );
  });

  it('finds an expired link dead, and staff see it', async () => {
    const id = await importedTown(register, anna, 'Späthort');
    const email = 'late@spaethort.example';
    await invites(anna, id, { email });
    const token = await invitationLink(register, email);
    await register.sql(
      `UPDATE contact_invitation_token SET expires_at = now() - interval '1 minute'
       WHERE signatory_id = $1`,
      [id],
    );
    await changesNothing(register, async () => {
      await opens(register, token).expect(410);
      await proves(register, token).expect(410);
    });
    expect((await fileOf(anna, id)).invitation!.state).toBe('expired');
  });

  it('is refused where the entry has left the register or has a contact by now', async () => {
    const id = await importedTown(register, anna, 'Weghort');
    const email = 'away@weghort.example';
    await invites(anna, id, { email });
    const token = await invitationLink(register, email);
    await register.sql(`UPDATE signatory SET state = 'withdrawn' WHERE id = $1`, [id]);
    await changesNothing(register, async () => {
      await opens(register, token).expect(409, /not on the public register/);
      await proves(register, token).expect(409);
      expectProblem(await invites(anna, id, { email }, 1), 409, 'not-published');
    });
    await register.sql(`UPDATE signatory SET state = 'published' WHERE id = $1`, [id]);
    await proves(register, token).expect(200);
    const [submission] = await register.sql<{ id: string }>(
      'SELECT id FROM submission WHERE id NOT IN (SELECT endorsement_id FROM signatory WHERE endorsement_id IS NOT NULL) LIMIT 1',
    );
    const home = submission?.id ?? (await newHome());
    await register.sql('UPDATE signatory SET endorsement_id = $2 WHERE id = $1', [id, home]);
    await changesNothing(register, async () => {
      expectProblem(await confirms(boris, id, 2), 409, 'contact-known');
      expectProblem(await invites(anna, id, { email }, 2), 409, 'contact-known');
    });
  });

  it('is nobody who is the contact of another signatory', async () => {
    const { town, id: others } = await joinedTown(register, anna);
    const id = await importedTown(register, anna, 'Nachbarhort');
    await changesNothing(register, async () => {
      const refused = await invites(anna, id, { email: town.email.toUpperCase() });
      expectProblem(refused, 409, 'contact-elsewhere');
      expectProblem(await invites(anna, others, { email: 'x@hort.example' }), 409, 'contact-known');
      const empty = await invites(anna, id, { name: '', email: 'nobody' });
      expect(fieldsOf(expectProblem(empty, 422))).toEqual(['/name isNotEmpty', '/email isEmail']);
    });
  });

  it('is invited, proven and confirmed once by people who press at the same moment', async () => {
    const id = await importedTown(register, anna, 'Eilhort');
    const at = ['one', 'two', 'three'].map((name) => `${name}@eilhort.example`);
    const invited = await Promise.all(
      at.map((email, n) => invites(n === 1 ? boris : anna, id, { email })),
    );
    expect(invited.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const { invitation } = await fileOf(anna, id);
    const token = await invitationLink(register, invitation!.email);
    const proofs = await Promise.all([1, 2, 3].map(() => proves(register, token)));
    expect(proofs.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    const other = await Colleague.signsIn(register, 'publisher');
    const { version } = (await fileOf(anna, id)).invitation!;
    const confirmed = await Promise.all([1, 2].map(() => confirms(other, id, version)));
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 409]);
    const cases = await register.sql(
      `SELECT 1 FROM submission s JOIN authority a ON a.id = s.authority_id
       WHERE a.name_official = 'Eilhort'`,
    );
    expect(cases).toHaveLength(1);
  });

  it('is confirmed for one of two entries, although both are confirmed at the same moment', async () => {
    const email = 'both@doppelhort.example';
    const ids = [
      await importedTown(register, anna, 'Doppelhort'),
      await importedTown(register, anna, 'Doppelau'),
    ];
    for (const id of ids) {
      expect((await invites(anna, id, { email })).status).toBe(200);
      await proves(register, await invitationLink(register, email)).expect(200);
    }
    const answers = await Promise.all(ids.map(async (id) => confirms(boris, id, 2)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const contacts = await Promise.all(ids.map(async (id) => (await fileOf(anna, id)).contact));
    expect(contacts.filter(Boolean)).toHaveLength(1);
  });

  it('is not confirmed by the one who chose the address, although another sent it again', async () => {
    const id = await importedTown(register, anna, 'Nochmalhort');
    const email = 'vera@nochmalhort.example';
    await invites(anna, id, { email });
    expect((await invites(boris, id, { email }, 1)).status).toBe(200);
    await proves(register, await invitationLink(register, email)).expect(200);
    await needsFourEyes(true);
    await changesNothing(register, async () =>
      expectProblem(await confirms(anna, id, 3), 403, 'four-eyes-needed'),
    );
    const before = await figuresOfTheYear();
    await confirms(boris, id, 3).expect(200);
    expect(await figuresOfTheYear()).toEqual(before);
    const [home] = await register.sql<{ submitted_at: Date | null }>(
      'SELECT submitted_at FROM submission WHERE contact_email = $1',
      [email],
    );
    expect(home).toEqual({ submitted_at: null });
  });
});

/** Nobody sent the case of a confirmed contact, so no report counts it. */
const figuresOfTheYear = async () =>
  (await anna.browser.get(`/api/v1/staff/reports/${dayFromToday(0).slice(0, 4)}`).expect(200))
    .body as unknown;

const needsFourEyes = (needed: boolean) =>
  register.sql(
    `UPDATE setting SET value = jsonb_set(value, '{fourEyes}', to_jsonb($1::boolean))
     WHERE key = 'settings'`,
    [needed],
  );

async function newHome(): Promise<string> {
  const answer = await register.anonymous.post('/api/v1/submissions').send({ language: 'en' });
  expect(answer.status).toBe(201);
  const [row] = await register.sql<{ id: string }>(
    'SELECT id FROM submission ORDER BY created_at DESC LIMIT 1',
  );
  return row!.id;
}
