import { Operator } from '../../src/accounts/access/account-keeper.js';
import { AddressesService } from '../../src/accounts/colleagues/addresses.service.js';
import { ColleaguesService } from '../../src/accounts/colleagues/colleagues.service.js';
import type { ColleagueDto, ColleaguesDto } from '../../src/accounts/colleagues/colleagues.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, password } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let admin: Colleague;
let number = 0;
beforeAll(async () => {
  register = await startApp({ described: true });
  admin = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const base = '/api/v1/staff';
async function find(by: Colleague, id: string): Promise<ColleagueDto> {
  const { body } = await by.browser.get(`${base}/colleagues`).expect(200);
  return (body as ColleaguesDto).items.find((item) => item.id === id)!;
}
const changes = async (by: Colleague, id: string, email: string) =>
  by.browser
    .put(`${base}/colleagues/${id}/address`)
    .set('If-Match', `"${(await find(by, id)).version}"`)
    .send({ email });
const confirm = (token: string) =>
  register.anonymous.post(`${base}/address-confirmations`).send({ token });
const signIn = (email: string) =>
  register.browser().post(`${base}/session`).send({ email, password });
const newAddress = () => `moved-${number++}@congress.example`;
async function mailTo(email: string, subject: RegExp) {
  await register.drain();
  return register.mailbox.newest(email, subject);
}

describe('S25 an administrator changes the address of a colleague', () => {
  it('sessions and links end at once; the new address counts when its link is used, and then for everything', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await register.anonymous.post(`${base}/password-links`).send({ email: colleague.email });
    const old = tokenIn(await mailTo(colleague.email, /new password/));
    const next = newAddress();
    expect((await changes(admin, colleague.id, next.toUpperCase())).status).toBe(204);

    expectProblem(await colleague.browser.get(`${base}/session`), 401);
    const renewed = { token: old, password: 'eleven herons by a weir' };
    expectProblem(await register.anonymous.post(`${base}/new-passwords`).send(renewed), 410);
    const told = await mailTo(colleague.email, /address is being changed/);
    expect(told.text).toContain(admin.name);
    expect(told.text).not.toContain(next);
    // The old mailbox gives no access meanwhile.
    await changesNothing(register, async () => {
      await register.anonymous
        .post(`${base}/password-links`)
        .send({ email: colleague.email })
        .expect(202);
    });
    expect(await find(admin, colleague.id)).toMatchObject({
      email: colleague.email,
      newEmail: next,
      vouched: true,
    });
    await signIn(next).expect(401);

    const token = tokenIn(await mailTo(next, /Confirm your new address/));
    await confirm(token).expect(204);
    await signIn(next).expect(201);
    await signIn(colleague.email).expect(401);
    await mailTo(colleague.email, /address was changed/);
    await mailTo(next, /address was changed/);
    await changesNothing(register, async () => expectProblem(await confirm(token), 410));
    const actions = await register.sql<{ action: string; actor: string }>(
      `SELECT action, actor_id AS actor FROM event WHERE subject_id = $1 AND action LIKE '%address'
       ORDER BY seq`,
      [colleague.id],
    );
    expect(actions).toEqual([
      { action: 'staff.ask_address', actor: admin.id },
      { action: 'staff.change_address', actor: colleague.id },
    ]);
    expect(JSON.stringify(await register.sql('SELECT details FROM event'))).not.toContain('@');
  });

  it('TR16 an administrator who changed it cannot turn the account into their own second person', async () => {
    const colleague = await Colleague.exists(register, ['reviewer', 'publisher']);
    const mine = newAddress();
    await changes(admin, colleague.id, mine);
    await confirm(tokenIn(await mailTo(mine, /Confirm your new address/))).expect(204);
    const { vouched, givenByYou, version } = await find(admin, colleague.id);
    expect({ vouched, givenByYou }).toEqual({ vouched: false, givenByYou: true });
    const vouch = (by: Colleague) =>
      by.browser
        .post(`${base}/colleagues/${colleague.id}/vouching`)
        .set('If-Match', `"${version}"`);
    expectProblem(await changesNothing(register, () => vouch(admin)), 403, 'vouch-by-another');
    await vouch(await Colleague.signsIn(register, 'administrator')).expect(204);
  });

  it('TR16 neither can the one who invited it or changed it, whatever the operator or others do later', async () => {
    const [second, email] = [await Colleague.signsIn(register, 'administrator'), newAddress()];
    await admin.browser
      .post(`${base}/colleagues`)
      .send({ email, name: 'Ana Nova', roles: ['reviewer'], language: 'en' })
      .expect(201);
    const [{ id }] = (await register.sql('SELECT id FROM staff WHERE email = $1', [email])) as [
      { id: string },
    ];
    const vouches = async (by: Colleague) =>
      by.browser
        .post(`${base}/colleagues/${id}/vouching`)
        .set('If-Match', `"${(await find(by, id)).version}"`);
    const operator = new Operator('staff/make-administrator', 'anna');
    const { version } = await find(admin, id);
    const colleagues = register.app.get(ColleaguesService);
    await colleagues.changeRoles(operator, id, ['reviewer', 'administrator'], version);
    expectProblem(await vouches(admin), 403, 'vouch-by-another');
    expect((await changes(admin, id, newAddress())).status).toBe(204);
    await second.browser
      .put(`${base}/colleagues/${id}/roles`)
      .set('If-Match', `"${(await find(second, id)).version}"`)
      .send({ roles: ['reviewer', 'publisher'] })
      .expect(204);
    const addresses = register.app.get(AddressesService);
    await addresses.change(operator, id, newAddress(), (await find(admin, id)).version);
    expectProblem(await vouches(admin), 403, 'vouch-by-another');
    expect((await vouches(second)).status).toBe(204);
  });

  it.each(['disabled', 'reviewer'])(
    'the link becomes invalid when the administrator who asked for it is %s',
    async (then) => {
      const asker = await Colleague.signsIn(register, 'administrator');
      const colleague = await Colleague.exists(register, ['reviewer']);
      const ask = async () => {
        const next = newAddress();
        expect((await changes(asker, colleague.id, next)).status).toBe(204);
        return tokenIn(await mailTo(next, /Confirm/));
      };
      // However the right was lost.
      const token = await ask();
      await register.sql(`UPDATE staff SET roles = '{reviewer}' WHERE id = $1`, [asker.id]);
      await changesNothing(register, async () => expectProblem(await confirm(token), 410));
      await register.sql(`UPDATE staff SET roles = '{administrator}' WHERE id = $1`, [asker.id]);
      const { version } = await find(admin, asker.id);
      const at = `${base}/colleagues/${asker.id}`;
      await (
        then === 'disabled'
          ? admin.browser.put(`${at}/access`).send({ enabled: false })
          : admin.browser.put(`${at}/roles`).send({ roles: ['reviewer'] })
      )
        .set('If-Match', `"${version}"`)
        .expect(204);
      expect((await find(admin, colleague.id)).newEmail).toBeNull();
      expectProblem(await confirm(token), 410);
    },
  );

  it('the erasure of a person takes the address that waits with it', async () => {
    const eraser = await Colleague.signsIn(register, 'administrator', 'reviewer', 'publisher');
    const [colleague, next] = [await Colleague.exists(register, ['reviewer']), newAddress()];
    await changes(admin, colleague.id, next);
    await eraser.browser.post(`${base}/persons/erasure`).send({ email: next }).expect(200);
    expect(await register.sql('SELECT 1 FROM staff_token WHERE new_email = $1', [next])).toEqual(
      [],
    );
  });

  it('a pending invitation goes to the new address', async () => {
    const [wrong, right] = [newAddress(), newAddress()];
    await admin.browser
      .post(`${base}/colleagues`)
      .send({ email: wrong, name: 'Ana Nova', roles: ['reviewer'], language: 'en' })
      .expect(201);
    const dead = tokenIn(await mailTo(wrong, /Your account/));
    const [{ id }] = (await register.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      wrong,
    ])) as [{ id: string }];
    expect((await changes(admin, id, right)).status).toBe(204);
    const invited = (token: string) =>
      register.anonymous.post(`${base}/invitations`).send({ token });
    expectProblem(await invited(dead), 410);
    const { body } = await invited(tokenIn(await mailTo(right, /Your account/))).expect(200);
    expect(body).toEqual({ email: right, name: 'Ana Nova' });
  });

  it('is refused for a taken address, the own account, a disabled one; a newer change replaces the older', async () => {
    const [colleague, other] = [
      await Colleague.exists(register, ['reviewer']),
      await Colleague.exists(register, ['reviewer']),
    ];
    await changesNothing(register, async () => {
      const taken = await changes(admin, colleague.id, other.email);
      expect(fieldsOf(expectProblem(taken, 422))).toEqual(['/email isNewColleague']);
      expectProblem(await changes(admin, admin.id, newAddress()), 403, 'own-account');
      expectProblem(await changes(admin, colleague.id, 'no address'), 422);
    });
    const [first, second] = [newAddress(), newAddress()];
    await changes(admin, colleague.id, first);
    const older = tokenIn(await mailTo(first, /Confirm/));
    await changes(admin, colleague.id, second);
    await changesNothing(register, async () => expectProblem(await confirm(older), 410));
    // Someone else gets the address while the link is on its way.
    const token = tokenIn(await mailTo(second, /Confirm/));
    await register.sql('UPDATE staff SET email = $1 WHERE id = $2', [second, other.id]);
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await confirm(token), 422))).toEqual(['/email isNewColleague']);
    });
    await register.sql('UPDATE staff SET disabled_at = now() WHERE id = $1', [colleague.id]);
    expectProblem(await changes(admin, colleague.id, newAddress()), 409, 'wrong-state');
  });
});
