import type { ColleaguesDto } from '../../src/accounts/colleagues/colleagues.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, opensSignatory, restoresVersion } from '../support/editing.js';
import { Importer } from '../support/importer.js';
import { sharesPractice } from '../support/practices.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { filesOfCase, opensCopy, publishesCopy } from '../support/published-files.js';
import {
  confirms,
  listed,
  onlyProposes,
  publishedByTwo,
  rejects,
  threeColleagues,
  waiting,
} from '../support/two-colleagues.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true, fourEyes: true });
  ({ staff, other, administrator } = await threeColleagues(register));
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const published = (town?: Applicant) => publishedByTwo(register, other, staff, town);

describe('TR16 with four eyes no single person changes what the public reads', () => {
  it('not by an edit or an earlier version: a second colleague sees it and confirms, once', async () => {
    const id = await published();
    const town = await opensSignatory(staff, id);
    const edited = await onlyProposes(register, () => edits(staff, town, { population: 77 }));
    expectProblem(await edits(staff, town, { population: 78 }), 409, 'proposal-waits');
    const [seen] = (await waiting(other)).filter(({ subjectId }) => subjectId === id);
    expect(seen).toMatchObject({
      kind: 'signatory.edit',
      subjectName: town.content.nameEn,
      proposedBy: staff.name,
      mine: false,
      wanted: { content: { population: 77 }, reasons: { reason: 'A typing error' }, seen: 2 },
    });
    expectProblem(await confirms(staff, edited), 403, 'own-proposal');
    await confirms(other, edited).expect(204);
    expectProblem(await confirms(other, edited), 409, 'proposal-decided');
    const after = await opensSignatory(staff, id);
    expect(after.content.population).toBe(77);
    const restored = await onlyProposes(register, () => restoresVersion(staff, after, 1));
    await confirms(other, restored).expect(204);
    expect((await opensSignatory(staff, id)).content).toEqual(town.content);
    expect(await register.sql('SELECT wanted FROM proposal WHERE subject_id = $1', [id])).toEqual([
      { wanted: null },
      { wanted: null },
    ]);
  });

  it('what is rejected, or overtaken by another change, never happens', async () => {
    const id = await published();
    const town = await opensSignatory(staff, id);
    const edited = await onlyProposes(register, () => edits(staff, town, { population: 78 }));
    await rejects(other, edited, 'Wrong figure').expect(204);
    expectProblem(await confirms(other, edited), 409, 'proposal-decided');
    expect((await listed(staff)).rejected).toMatchObject([
      { kind: 'signatory.edit', reason: 'Wrong figure', rejectedBy: other.name },
    ]);
    expect((await listed(other)).rejected).toEqual([]);
    const again = await onlyProposes(register, () => edits(staff, town, { population: 79 }));
    expect((await staff.changes({ id, version: 2 }, 'hold', 'A doubt')).status).toBe(200);
    expectProblem(await changesNothing(register, () => confirms(other, again)), 412);
    expect((await opensSignatory(staff, id)).content.population).toBe(town.content.population);
  });

  it('not by a merger', async () => {
    const [from, into] = [await published(), await published()];
    const merged = await onlyProposes(register, async () =>
      staff.browser
        .post(`/api/v1/staff/signatories/${from}/merger`)
        .set('If-Match', '"2"')
        .send({ into, intoVersion: 2, pledges: [], reasonCode: 'entered_twice', mail: false }),
    );
    await confirms(other, merged).expect(204);
    expect(await opensSignatory(staff, from)).toMatchObject({ state: 'merged' });
  });

  it('not by an import that publishes or overwrites; what it brings in unlisted another one publishes', async () => {
    const importer = new Importer(staff);
    const sheet = (name: string) => `name,country,kind\n${name},France,municipality\n`;
    const loud = await importer.uploads(sheet('Quatre-Yeux-la-Ville'));
    const asked = await onlyProposes(register, () => importer.runs(loud, { publish: true }));
    await confirms(other, asked).expect(204);
    expect(await importer.ends(loud.id)).toMatchObject({ state: 'done' });
    const quiet = await importer.uploads(sheet('Saint-Discret'));
    await importer.takesOver(quiet);
    const [unlisted] = await register.sql<{ id: string }>(
      `SELECT s.id FROM signatory s JOIN authority a ON a.id = s.authority_id
        WHERE a.name_official = 'Saint-Discret'`,
    );
    const signatory = { ...unlisted!, version: 1 };
    expectProblem(await staff.changes(signatory, 'publish'), 403, 'second-person-needed');
    expect((await other.changes(signatory, 'publish')).status).toBe(200);
  });

  it('not by taking one’s own step back, except one that published', async () => {
    const id = await published();
    const { body } = await staff.changes({ id, version: 2 }, 'withdraw', 'Left.');
    const { undo } = body as { undo: { id: string } };
    const takesBack = () => staff.browser.post(`/api/v1/staff/undo/${undo.id}`);
    expectProblem(await changesNothing(register, takesBack), 403, 'four-eyes-needed');
    const { signatory } = await other.approves((await Applicant.endorses(register)).reference);
    const slip = (await staff.changes(signatory!, 'publish')).body as { undo: { id: string } };
    await staff.browser.post(`/api/v1/staff/undo/${slip.undo.id}`).expect(200);
  });

  it('not by a good practice or a file, whose copy both have opened', async () => {
    const town = await Applicant.endorsesWithDecision(register);
    const id = await published(town);
    const { publicId } = await opensSignatory(staff, id);
    const practice = await sharesPractice(register, publicId);
    const path = `/api/v1/staff/practices/${practice}`;
    await staff.browser
      .post(`${path}/removal`)
      .set('If-Match', '"1"')
      .send({ reasonCode: 'personal_data', reason: 'A name' })
      .expect(200);
    const back = await onlyProposes(register, async () =>
      staff.browser.delete(`${path}/removal`).set('If-Match', '"2"'),
    );
    await confirms(other, back).expect(204);
    const [{ id: submissionId }] = (await register.sql<{ id: string }>(
      'SELECT id FROM submission WHERE reference = $1',
      [town.reference],
    )) as [{ id: string }];
    const { documentId } = (await filesOfCase(staff, submissionId)).files[0]!;
    await opensCopy(documentId, staff);
    const file = await onlyProposes(register, () => publishesCopy(register, staff, documentId));
    expectProblem(await confirms(other, file), 409, 'copy-not-opened');
    await opensCopy(documentId, other);
    await confirms(other, file).expect(204);
    await staff.browser.delete(`/api/v1/staff/documents/${documentId}/publication`).expect(204);
  });

  it('not by a paper entry’s amendment or from a colleague’s own mailbox; a town’s proven one counts', async () => {
    const town = await Applicant.endorses(register);
    await published(town);
    const amends = async (website: string) => {
      const { body } = await town.browser
        .post('/api/v1/submission/follow-ups')
        .send({ kind: 'amendment' })
        .expect(201);
      town.version = (body as { version: number }).version;
      await town.saves('authority', { ...town.endorsement.authority, website });
      await town.saves('declaration', { accepted: true });
      return staff.findsCase((await town.sends()).reference);
    };
    const approval = { verdict: 'approve', duplicatesCompared: true } as const;
    const found = await amends('https://own.example');
    await register.sql('UPDATE staff SET email = $1 WHERE id = $2', [town.email, other.id]);
    expectProblem(
      await changesNothing(register, () => staff.decides(found, approval)),
      403,
      'four-eyes-needed',
    );
    await register.sql('UPDATE staff SET email = $1 WHERE id = $2', [other.email, other.id]);
    expect((await staff.decides(found, approval)).status).toBe(200);
  });

  it('not by inviting oneself a second time, nor by giving an account roles: another administrator vouches first', async () => {
    const colleagues = '/api/v1/staff/colleagues';
    const founder = await Colleague.signsIn(register, 'administrator', 'publisher');
    const find = async (id: string) =>
      ((await founder.browser.get(colleagues)).body as ColleaguesDto).items.find(
        (item) => item.id === id,
      )!;
    const puppet = await Colleague.signsIn(register, 'reviewer');
    await founder.browser
      .put(`${colleagues}/${puppet.id}/roles`)
      .set('If-Match', `"${(await find(puppet.id)).version}"`)
      .send({ roles: ['reviewer', 'publisher', 'administrator'] })
      .expect(204);
    expect(await find(puppet.id)).toMatchObject({ vouched: false, givenByYou: true });

    const { signatory } = await puppet.approves((await Applicant.endorses(register)).reference);
    const asked = await onlyProposes(register, () => founder.changes(signatory!, 'publish'));
    expectProblem(await confirms(puppet, asked), 403, 'four-eyes-needed');

    const vouches = async (who: Colleague) =>
      who.browser
        .post(`${colleagues}/${puppet.id}/vouching`)
        .set('If-Match', `"${(await find(puppet.id)).version}"`);
    expectProblem(await vouches(founder), 403, 'vouch-by-another');
    expect((await vouches(administrator)).status).toBe(204);
    expect(await find(puppet.id)).toMatchObject({ vouched: true });
    await confirms(puppet, asked).expect(204);
  });
});
