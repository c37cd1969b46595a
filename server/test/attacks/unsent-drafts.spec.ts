import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Paper } from '../support/paper.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const base = '/api/v1/staff';
const caseOf = async (document: string) =>
  (
    await register.sql<{ id: string }>('SELECT submission_id AS id FROM document WHERE id = $1', [
      document,
    ])
  )[0]!.id;

/** Every route of the workbench that could show the content of a draft, or write about it. */
async function opensFor(who: Colleague, document: string): Promise<void> {
  const id = await caseOf(document);
  for (const path of [
    `documents/${document}`,
    `documents/${document}/copy`,
    `submissions/${id}`,
    `submissions/${id}/evidence`,
    `submissions/${id}/changes`,
    `submissions/${id}/notes`,
    `submissions/${id}/mails`,
    `submissions/${id}/timeline`,
  ]) {
    const { status, text } = await who.browser.get(`${base}/${path}`);
    expect([path, status === 404 || text === '[]']).toEqual([path, true]);
  }
  const files = await who.browser.get(`${base}/submissions/${id}/files`);
  expect(files.body).toMatchObject({ files: [] });
  await changesNothing(register, async () => {
    for (const [method, path, body] of [
      ['put', `submissions/${id}/lease`, {}],
      ['put', `submissions/${id}/assignee`, { assignee: who.id }],
      ['post', `submissions/${id}/notes`, { text: 'x' }],
      ['post', `submissions/${id}/messages`, { message: 'x' }],
      ['post', `submissions/${id}/messages/reading`, {}],
      ['post', `submissions/${id}/decisions`, { verdict: 'reject', reason: 'x' }],
      ['put', `documents/${document}/publication`, { title: 'x', language: 'en', sha256: '0' }],
    ] as const) {
      const { status } = await who.browser[method](`${base}/${path}`)
        .set('If-Match', '"1"')
        .send(body);
      expect([path, [404, 409, 422].includes(status)]).toEqual([path, true]);
    }
  });
}

describe('PR1 S27 nobody else can open an unsent draft', () => {
  it('not while it is filled in, and not before its address is proven', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    const document = await town.uploads();
    await opensFor(staff, document);
    await town.sends();
    await opensFor(staff, document);
    await town.confirms();
    await staff.browser.get(`${base}/documents/${document}`).expect(200);
  });

  it('nor what a town prepares next: a report, a change', async () => {
    const town = await Applicant.endorses(register);
    await staff.approvesAndPublishes(town.reference);
    await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    await opensFor(staff, await town.uploads());
  });

  it('nor a colleague’s entry on paper before it is entered', async () => {
    const paper = await Paper.begins(staff);
    const document = await paper.scans();
    await staff.browser.get(`${base}/documents/${document}`).expect(200);
    expectProblem(await other.browser.get(`${base}/documents/${document}`), 404);
    expectProblem(await other.browser.get(`${base}/documents/${document}/copy`), 404);
  });
});
