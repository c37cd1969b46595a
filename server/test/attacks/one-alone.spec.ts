import type { Response } from 'supertest';
import type { ColleaguesDto } from '../../src/accounts/colleagues/colleagues.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, opensSignatory, restoresVersion } from '../support/editing.js';
import { Importer } from '../support/importer.js';

let register: TestApp;
let one: Colleague;
let puppet: Colleague;
let honest: Colleague;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  one = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  honest = await Colleague.signsIn(register, 'reviewer', 'publisher');
  puppet = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  // As if `one` had invited it to their own second mailbox.
  await register.sql('UPDATE staff SET roles_by = $1, vouched_at = NULL WHERE id = $2', [
    one.id,
    puppet.id,
  ]);
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const listed = () => register.sql('SELECT * FROM public_signatory ORDER BY public_id');
const sheet = 'name,country,kind\nAllein-Stadt,Germany,municipality\n';

/** A proposal that the puppet account confirms, if there is one. */
async function confirmedByPuppet(response: Response): Promise<void> {
  const { proposal } = response.body as { proposal?: string };
  if (!proposal) return;
  for (const who of [one, puppet])
    await who.browser.post(`/api/v1/staff/proposals/${proposal}/confirmation`).expect(403);
  await rejects(one, proposal);
}
const rejects = (colleague: Colleague, proposal: string) =>
  colleague.browser
    .post(`/api/v1/staff/proposals/${proposal}/rejection`)
    .send({ reason: 'Next try' })
    .expect(204);

describe('TR16 a colleague with every role and a second account', () => {
  it('cannot add, change or restore anything that the public reads', async () => {
    const { signatory } = await honest.approves((await Applicant.endorses(register)).reference);
    expect((await one.changes(signatory!, 'publish')).status).toBe(200);
    const id = signatory!.id;
    const other = (await honest.approves((await Applicant.endorses(register)).reference))
      .signatory!;
    expect((await one.changes(other, 'publish')).status).toBe(200);
    const mine = (await one.approves((await Applicant.endorses(register)).reference)).signatory!;
    const before = await listed();
    const open = () => opensSignatory(one, id);
    const importer = new Importer(one);
    const tries: (() => Promise<Response>)[] = [
      async () => one.changes(mine, 'publish'),
      async () => puppet.changes(mine, 'publish'),
      async () => edits(one, await open(), { population: 666 }),
      async () => edits(puppet, await open(), { nameOfficial: 'Elsewhere' }),
      async () => restoresVersion(one, await open(), 1),
      async () => importer.runs(await importer.uploads(sheet), { publish: true }),
      async () =>
        one.browser
          .post(`/api/v1/staff/signatories/${mine.id}/merger`)
          .set('If-Match', `"${mine.version}"`)
          .send({
            into: id,
            intoVersion: 2,
            pledges: [],
            reasonCode: 'other',
            reason: 'x',
            mail: false,
          }),
    ];
    for (const attempt of tries) {
      const response = await attempt();
      expect([202, 403, 404]).toContain(response.status);
      await confirmedByPuppet(response);
      expect(await listed()).toEqual(before);
    }
  });

  it('cannot get the second account vouched for, or turn the rule off', async () => {
    const path = '/api/v1/staff/colleagues';
    await one.browser
      .post(path)
      .send({ email: 'own@mailbox.example', name: 'Nobody', roles: ['publisher'], language: 'en' })
      .expect(201);
    const { items } = (await one.browser.get(path)).body as ColleaguesDto;
    for (const { id, version } of items.filter(({ vouched }) => !vouched)) {
      await one.browser.post(`${path}/${id}/vouching`).set('If-Match', `"${version}"`).expect(403);
      await puppet.browser
        .post(`${path}/${id}/vouching`)
        .set('If-Match', `"${version}"`)
        .expect(403);
    }
    expect(items.find(({ email }) => email === 'own@mailbox.example')).toMatchObject({
      vouched: false,
    });
    const { settings, version } = (await one.browser.get('/api/v1/staff/settings')).body as {
      settings: object;
      version: number;
    };
    const off = await one.browser
      .put('/api/v1/staff/settings')
      .set('If-Match', `"${version}"`)
      .send({ ...settings, fourEyes: false })
      .expect(200);
    expect(off.body).toMatchObject({ settings: { fourEyes: true } });
  });
});
