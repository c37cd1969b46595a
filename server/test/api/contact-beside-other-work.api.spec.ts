import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  confirms,
  fileOf,
  importedTown,
  invitationLink,
  invites,
  proves,
} from '../support/contact-invitations.js';
import { edits, opensSignatory } from '../support/editing.js';
import { tablesWith } from '../support/persons.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { confirms as confirmsProposal } from '../support/two-colleagues.js';

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

describe('the contact of an imported signatory, beside other work', () => {
  it('is no colleague, and is invited by no account that counts as nobody', async () => {
    const id = await importedTown(register, anna, 'Kollegenhort');
    const puppet = await Colleague.signsIn(register, 'reviewer');
    await register.sql('UPDATE staff SET vouched_at = NULL WHERE id = $1', [puppet.id]);
    await needsFourEyes(true);
    await changesNothing(register, async () => {
      const own = await invites(anna, id, { email: boris.email.replace('@', '+town@') });
      expectProblem(own, 409, 'contact-is-colleague');
      const alone = await invites(puppet, id, { email: 'vera@kollegenhort.example' });
      expectProblem(alone, 403, 'account-not-vouched');
    });
  });

  it('leaves a change that waits for a second colleague as it is', async () => {
    const id = await importedTown(register, anna, 'Wartehort');
    await invites(anna, id, { email: 'vera@wartehort.example' });
    await proves(register, await invitationLink(register, 'vera@wartehort.example')).expect(200);
    await needsFourEyes(true);
    const edited = await edits(anna, await opensSignatory(anna, id), { population: 77 });
    expect(edited.status).toBe(202);
    await confirms(boris, id, 2).expect(200);
    const publisher = await Colleague.signsIn(register, 'publisher');
    await confirmsProposal(publisher, edited).expect(204);
    expect((await opensSignatory(anna, id)).content.population).toBe(77);
  });

  it('is not left behind by undoing the import of the entry', async () => {
    const id = await importedTown(register, anna, 'Rückhort');
    await invites(anna, id, { email: 'vera@rueckhort.example' });
    await proves(register, await invitationLink(register, 'vera@rueckhort.example')).expect(200);
    await confirms(boris, id, 2).expect(200);
    const [done] = await register.sql<{ id: string; version: number }>(
      'SELECT id, version FROM register_import ORDER BY created_at DESC LIMIT 1',
    );
    await changesNothing(register, async () =>
      expectProblem(
        await anna.browser
          .post(`/api/v1/staff/imports/${done!.id}/undoing`)
          .set('If-Match', `"${done!.version}"`)
          .send({ reason: 'A slip' }),
        409,
        'import-changed-since',
      ),
    );
  });

  it('is found by a data request, and forgotten with an erasure of the address', async () => {
    const id = await importedTown(register, anna, 'Löschhort');
    const email = 'erase@loeschhort.example';
    await invites(anna, id, { email });
    await invitationLink(register, email);
    await register.sql('DELETE FROM outbox WHERE recipient = $1', [email]);
    const { body: held } = await anna.browser
      .post('/api/v1/staff/persons/search')
      .send({ email })
      .expect(200);
    expect(held).toMatchObject({ cases: [], mails: 0, takesPart: 1 });
    await anna.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200);
    expect(await tablesWith(register, email)).toEqual({});
    expect((await fileOf(anna, id)).invitation).toBeNull();
  });

  it('leaves no name behind when erasure and confirmation come at the same moment', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await register.forgetLimits();
      const id = await importedTown(register, anna, `Wetthort ${n}`);
      const email = `vera@wetthort${n}.example`;
      await invites(anna, id, { email });
      await proves(register, await invitationLink(register, email)).expect(200);
      await Promise.all([
        confirms(boris, id, 2).then(({ status }) => status),
        anna.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200),
      ]);
      expect(await tablesWith(register, email)).toEqual({});
    }
  });
});

const needsFourEyes = (needed: boolean) =>
  register.sql(
    `UPDATE setting SET value = jsonb_set(value, '{fourEyes}', to_jsonb($1::boolean))
     WHERE key = 'settings'`,
    [needed],
  );
