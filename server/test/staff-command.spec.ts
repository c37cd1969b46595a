import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { startApp, type TestApp } from './support/app.js';
import { Colleague, password } from './support/colleague.js';
import { testSecret } from './support/database-names.js';
import { tokenIn } from './support/mailbox.js';
import { changesNothing, expectProblem } from './support/problems.js';
import { runProgram } from './support/program.js';

let register: TestApp;
let folder: string;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  folder = await mkdtemp(join(tmpdir(), 'pact-staff-'));
  // The first command writes down which secret it is.
  await staff(['list']);
}, 60_000);
afterAll(async () => {
  await register.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => register.forgetLimits());

/** @param typed at the question; nothing when the command is run by a script. */
async function staff(args: string[], typed = ''): Promise<{ code: number | string; said: string }> {
  const settings = {
    DATABASE_URL: register.database.urls.owner,
    APP_SECRET: testSecret,
    DATA_DIR: join(folder, 'data'),
    BASE_URL: 'http://register.example',
    PACT_OPERATOR: 'anna',
  };
  const program = runProgram('commands/staff', args, settings, folder);
  program.process.stdin!.end(typed);
  return { code: await program.exit, said: program.said };
}
const saying = (code: number, text: RegExp) => ({
  code,
  said: expect.stringMatching(text) as string,
});

/** The newest event, which names the command and who ran it. */
async function newestEvent() {
  const [event] = await register.sql<{ action: string; details: object; kind: string }>(
    'SELECT action, details, actor_kind AS kind FROM event ORDER BY seq DESC LIMIT 1',
  );
  return event;
}
const by = (task: string, more: object = {}) => ({
  kind: 'system',
  details: { ...more, command: `staff/${task}`, user: 'anna' },
});
const signIn = (email: string, browser = register.browser()) =>
  browser.post('/api/v1/staff/session').send({ email, password });

async function newest(email: string, subject: RegExp) {
  await register.drain();
  return register.mailbox.newest(email, subject);
}

it('OP4 the only administrator, without phone and codes, gets back in by a command, with an event', async () => {
  const only = await Colleague.signsIn(register, 'administrator');
  await register.sql(`UPDATE staff SET language = 'fr' WHERE id = $1`, [only.id]);
  await changesNothing(register, async () =>
    expect(await staff(['reset-second-factor', only.email])).toEqual(
      saying(1, /Colleague \d+ <.*>: administrator; active.*\nReset[^]*Nothing was changed/),
    ),
  );
  await only.browser.get('/api/v1/staff/colleagues').expect(200);

  expect(await staff(['reset-second-factor', only.email.toUpperCase()], 'y\n')).toEqual(
    saying(0, /\[y\/N\] The second factor of .* is reset/),
  );
  expect(await newestEvent()).toEqual({
    action: 'staff.reset_second_factor',
    ...by('reset-second-factor'),
  });
  expectProblem(await only.browser.get('/api/v1/staff/session'), 401);
  expect((await newest(only.email, /second facteur/)).text).toContain(
    'La personne qui gère le serveur a réinitialisé le second facteur',
  );

  expect((await signIn(only.email, only.browser).expect(201)).body).toMatchObject({
    step: 'enrol',
  });
  const { secret } = (await only.browser.post('/api/v1/staff/second-factor/totp').expect(200))
    .body as { secret: string };
  await only.browser
    .post('/api/v1/staff/second-factor/totp/confirmation')
    .send({ oneTimeCode: generateSync({ secret }) })
    .expect(200);
  await only.browser.get('/api/v1/staff/colleagues').expect(200);
  expect(await staff(['list'])).toEqual(saying(0, /: administrator; active; last seen \d{4}-/));
}, 240_000);

it('a colleague is invited, counts as a second person only when someone vouches, and gets a mail', async () => {
  const email = 'new@congress.example';
  const args = ['invite', email, 'reviewer', '--name', 'Ana Nova', '--language', 'fr'];
  expect(await staff([...args, '--yes'])).toEqual(saying(0, /^Invite .*\nThe invitation of/));
  expect(await newestEvent()).toEqual({
    action: 'staff.invite',
    ...by('invite', { roles: ['reviewer'] }),
  });
  const mail = await newest(email, /Votre compte/);
  expect(mail.text).toContain('La personne qui gère le serveur vous invite');
  expect(await staff(args, 'y\n')).toEqual(saying(0, /invited[^]*Send the invitation again\?/));
  expectProblem(
    await register.anonymous.post('/api/v1/staff/invitations').send({ token: tokenIn(mail) }),
    410,
  );
  const [row] = await register.sql('SELECT vouched_at, roles_by FROM staff WHERE email = $1', [
    email,
  ]);
  expect(row).toEqual({ vouched_at: null, roles_by: null });
}, 240_000);

it('an account is disabled, enabled and made an administrator’s, and the colleague gets a mail each time', async () => {
  await Colleague.signsIn(register, 'administrator');
  const reviewer = await Colleague.signsIn(register, 'reviewer');
  expect(await staff(['disable', reviewer.email, '--yes'])).toEqual(saying(0, /is disabled/));
  expect(await newestEvent()).toEqual({ action: 'staff.disable', ...by('disable') });
  expectProblem(await reviewer.browser.get('/api/v1/staff/session'), 401);
  await newest(reviewer.email, /account was disabled/);
  expect(await staff(['make-administrator', reviewer.email, '--yes'])).toEqual(
    saying(1, /is disabled: enable it first/),
  );
  expect(await staff(['enable', reviewer.email, '--yes'])).toEqual(saying(0, /is enabled/));
  await newest(reviewer.email, /enabled again/);
  expect(await staff(['make-administrator', reviewer.email, '--yes'])).toEqual(
    saying(0, /counts as a second person once another administrator confirms it, or pact vouch/),
  );
  expect(await newestEvent()).toEqual({
    action: 'staff.change_roles',
    ...by('make-administrator', { from: ['reviewer'], to: ['reviewer', 'administrator'] }),
  });
  expect((await newest(reviewer.email, /roles were changed/)).text).toContain(
    'Reviewer, Administrator',
  );
  expect(await register.sql('SELECT vouched_at FROM staff WHERE id = $1', [reviewer.id])).toEqual([
    { vouched_at: null },
  ]);
}, 240_000);

it('an address is changed: both get a mail, and the new one can sign in once it is confirmed', async () => {
  const colleague = await Colleague.signsIn(register, 'administrator');
  const next = 'moved@congress.example';
  expect(await staff(['change-address', colleague.email, next, '--yes'])).toEqual(
    saying(0, new RegExp(`${next} gets a link`)),
  );
  expect(await newestEvent()).toEqual({ action: 'staff.ask_address', ...by('change-address') });
  await newest(colleague.email, /address is being changed/);
  const token = tokenIn(await newest(next, /Confirm your new address/));
  await signIn(next).expect(401);
  await register.anonymous.post('/api/v1/staff/address-confirmations').send({ token }).expect(204);
  await signIn(next).expect(201);
}, 240_000);

it('a refused command prints one line and changes nothing', async () => {
  await register.sql(`UPDATE staff SET disabled_at = now() WHERE 'administrator' = ANY (roles)`);
  const last = await Colleague.exists(register, ['administrator']);
  await changesNothing(register, async () => {
    for (const [args, line] of [
      [['disable', last.email], /^Cannot do this: There must be at least one administrator\.$/m],
      [['enable', last.email], /^Cannot do this: the account of .* is not disabled\n$/],
      [['disable', 'nobody@congress.example'], /^Cannot do this: no account has the address/],
      [
        ['change-address', last.email, last.email],
        /^Cannot do this: email has an account already$/m,
      ],
      [['invite', 'not an address', 'reviewer'], /^Cannot do this: email /],
      [['invite', 'guest@congress.example', 'emperor'], /^Cannot do this: roles /],
      [['disable'], /^Cannot do this: say staff list, or /],
    ] as const)
      expect(await staff([...args, '--yes'])).toEqual(saying(1, line));
  });
}, 240_000);
