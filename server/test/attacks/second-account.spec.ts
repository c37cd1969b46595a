import type { Response } from 'supertest';
import type { ColleaguesDto } from '../../src/accounts/colleagues/colleagues.dto.js';
import type { ProposalsDto } from '../../src/accounts/four-eyes/proposals.dto.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, opensSignatory } from '../support/editing.js';
import { Importer } from '../support/importer.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let one: Colleague;
let honest: Colleague;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  one = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  honest = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const colleagues = '/api/v1/staff/colleagues';
const find = async (id: string) =>
  ((await honest.browser.get(colleagues)).body as ColleaguesDto).items.find(
    (item) => item.id === id,
  )!;
const gives = async (who: Colleague, id: string, ...roles: string[]) =>
  who.browser
    .put(`${colleagues}/${id}/roles`)
    .set('If-Match', `"${(await find(id)).version}"`)
    .send({ roles });
const vouches = async (who: Colleague, id: string) =>
  who.browser.post(`${colleagues}/${id}/vouching`).set('If-Match', `"${(await find(id)).version}"`);
const listed = async (who: Colleague) =>
  (await who.browser.get('/api/v1/staff/proposals').expect(200)).body as ProposalsDto;
const proposalIn = ({ body }: Response) => (body as { proposal: string }).proposal;
const confirms = (who: Colleague, response: Response) =>
  who.browser.post(`/api/v1/staff/proposals/${proposalIn(response)}/confirmation`);

async function published(town?: Applicant): Promise<string> {
  const { reference } = town ?? (await Applicant.endorses(register));
  const { signatory } = await honest.approves(reference);
  expect((await one.changes(signatory!, 'publish')).status).toBe(200);
  return signatory!.id;
}

describe('TR16 two accounts of one person are one person', () => {
  it('not even when one of them invites, or gives roles to, a third', async () => {
    const puppet = await Colleague.signsIn(register, 'administrator');
    await register.sql('UPDATE staff SET roles_by = $1, vouched_at = NULL WHERE id = $2', [
      one.id,
      puppet.id,
    ]);
    const email = 'third@mailbox.example';
    await puppet.browser
      .post(colleagues)
      .send({ email, name: 'C', roles: ['publisher'], language: 'en' })
      .expect(201);
    const [third] = await register.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      email,
    ]);
    expectProblem(await vouches(one, third!.id), 403, 'vouch-by-another');
    const fourth = await Colleague.signsIn(register, 'reviewer');
    await gives(puppet, fourth.id, 'reviewer', 'publisher');
    expectProblem(await vouches(one, fourth.id), 403);
    expect((await find(fourth.id)).vouched).toBe(false);
    // Once someone vouches for the administrator who gave the roles, two people agree.
    expect((await vouches(honest, puppet.id)).status).toBe(204);
    expect((await vouches(one, fourth.id)).status).toBe(204);
  });

  it('a colleague’s mailbox in another spelling does not count as a town’s either', async () => {
    const town = await Applicant.endorses(register, {
      contact: { email: 'o.n.e+town@gmail.com' },
    });
    await published(town);
    const { body } = await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    town.version = (body as { version: number }).version;
    await town.saves('authority', { ...town.endorsement.authority, website: 'https://o.example' });
    await town.saves('declaration', { accepted: true });
    const found = await one.findsCase((await town.sends()).reference);
    await register.sql(`UPDATE staff SET email = 'one@googlemail.com' WHERE id = $1`, [one.id]);
    const approval = { verdict: 'approve', duplicatesCompared: true } as const;
    await changesNothing(register, async () =>
      expectProblem(await one.decides(found, approval), 403, 'own-entry'),
    );
    await changesNothing(register, async () =>
      expectProblem(await honest.decides(found, approval), 403, 'four-eyes-needed'),
    );
    await register.sql(`UPDATE staff SET email = $1 WHERE id = $2`, [one.email, one.id]);
  });
});

describe('TR16 a confirmation covers exactly what was proposed', () => {
  const sheet = (population: number, { endorsement: { authority } }: Applicant) =>
    'name,country,kind,population\n' +
    [authority['nameOfficial'], authority['countryCode'], 'municipality', population].join() +
    '\n';

  it('an import whose columns were read anew since is not carried out', async () => {
    const importer = new Importer(one);
    const begun = await importer.uploads(
      'name,country,kind,other\nErststadt,Germany,municipality,Zweitstadt\n',
    );
    const asked = await importer.runs(begun, { publish: true });
    expect(asked.status).toBe(202);
    const columns = [
      { field: 'nameOfficial', column: 3 },
      { field: 'countryCode', column: 1 },
      { field: 'kind', column: 2 },
    ];
    const mapped = await importer.maps(begun, { ...begun.mapping, columns });
    const confirmed = await confirms(honest, asked);
    expect([mapped.status, confirmed.status]).not.toEqual([200, 204]);
    expect(
      await register.sql(`SELECT 1 FROM authority WHERE name_official = 'Zweitstadt'`),
    ).toEqual([]);
  });

  it('an import does not overwrite what changed since it was proposed', async () => {
    const town = await Applicant.endorses(register);
    const id = await published(town);
    const importer = new Importer(one);
    const begun = await importer.uploads(sheet(111, town));
    const asked = await importer.runs(begun, { choices: [{ row: 2, choice: 'update' }] });
    expect(asked.status).toBe(202);
    const edited = await edits(honest, await opensSignatory(honest, id), { population: 222 });
    await confirms(one, edited).expect(204);
    const late = await confirms(honest, asked);
    expectProblem(late, 412);
    expect((await opensSignatory(one, id)).content.population).toBe(222);
  });

  it('an outdated proposal says so, and its proposer withdraws it; an undecided one lapses', async () => {
    const id = await published();
    const late = await edits(one, await opensSignatory(one, id), { population: 333 });
    const seen = async () => (await listed(honest)).items.find((item) => item.subjectId === id);
    expect(await seen()).toMatchObject({ overtaken: false });
    await honest.changes({ id, version: 2 }, 'hold', 'A doubt');
    expect(await seen()).toMatchObject({ overtaken: true });
    expectProblem(await confirms(honest, late), 412);
    await one.browser
      .post(`/api/v1/staff/proposals/${proposalIn(late)}/rejection`)
      .send({ reason: 'Overtaken' })
      .expect(204);

    const old = await edits(one, await opensSignatory(one, id), { population: 444 });
    await register.sql(
      `UPDATE proposal SET proposed_at = now() - interval '31 days' WHERE id = $1`,
      [proposalIn(old)],
    );
    await register.app.get(JobsService).runAll();
    expectProblem(await confirms(honest, old), 409, 'proposal-decided');
    expect((await listed(one)).rejected).toEqual([
      expect.objectContaining({ id: proposalIn(old), rejectedBy: null, reason: '' }),
    ]);
    expect(
      await register.sql(
        `SELECT wanted, action, actor_kind FROM proposal p
         JOIN event e ON e.details->>'proposal' = p.id::text WHERE p.id = $1 ORDER BY seq`,
        [proposalIn(old)],
      ),
    ).toMatchObject([
      { wanted: null, action: 'proposal.make' },
      { wanted: null, action: 'proposal.lapse', actor_kind: 'system' },
    ]);
  });
});
