import type { SignatoryProfileDto } from '../../src/site/public/history.dto.js';
import type { ReportedPledgesDto } from '../../src/workbench/register-editing/pledges.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { signatoriesPath } from '../support/editing.js';
import { expectProblem } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import { reports } from '../support/reporting.js';
import {
  confirms,
  onlyProposes,
  publishedByTwo,
  threeColleagues,
  waiting,
} from '../support/two-colleagues.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  ({ staff, other } = await threeColleagues(register));
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** A public town that reported its pledges done. */
async function isDone() {
  const town = await Applicant.endorses(register);
  const id = await publishedByTwo(register, other, staff, town);
  await reports(register, staff, town, id, 'done');
  const [row] = await register.sql<{ publicId: string }>(
    `SELECT public_id AS "publicId" FROM signatory WHERE id = $1`,
    [id],
  );
  return { town, id, publicId: row!.publicId };
}
const pledgesOf = async (id: string) =>
  (await other.browser.get(`${signatoriesPath}/${id}/pledges`).expect(200))
    .body as ReportedPledgesDto;
async function marks(who: Colleague, id: string) {
  const { signatory, pledges } = await pledgesOf(id);
  return who.browser
    .put(`${signatoriesPath}/${id}/pledges/${pledges.at(-1)!.id}/seen`)
    .set('If-Match', `"${signatory.version}"`)
    .send({ reason: 'Seen on site' });
}
const marksOf = async (publicId: string) =>
  ((await publicPageOf(register, publicId)) as SignatoryProfileDto).pledges.map(
    ({ seenOn }) => seenOn,
  );
const registerVersion = async () =>
  (await register.sql<{ version: string }>('SELECT version FROM register'))[0]!.version;

describe('O18 a mark of the Congress needs two', () => {
  it('one proposes, nothing is public, and nobody confirms their own; a second colleague does', async () => {
    const { id, publicId } = await isDone();
    const asked = await onlyProposes(register, () => marks(staff, id));
    expect(await marksOf(publicId)).toEqual((await marksOf(publicId)).map(() => null));
    expectProblem(await confirms(staff, asked), 403, 'own-proposal');
    // The second reads of which pledge: its id is in the proposal, its report on the page of it.
    const [proposal] = await waiting(other);
    const marked = (await pledgesOf(id)).pledges.at(-1)!;
    expect(proposal).toMatchObject({
      kind: 'pledge.see',
      subjectId: id,
      wanted: { pledgeId: marked.id, reason: 'Seen on site' },
    });
    expect(marked.reports[0]).toMatchObject({ progress: 'done', reportedOn: dayFromToday() });
    const before = await registerVersion();
    await confirms(other, asked).expect(204);
    expect(await registerVersion()).not.toBe(before);
    expect((await marksOf(publicId)).at(-1)).toBe(dayFromToday());
    expect((await marksOf(publicId)).filter(Boolean)).toHaveLength(1);
  });

  it('a report that is accepted meanwhile overtakes it', async () => {
    const { town, id, publicId } = await isDone();
    const asked = await onlyProposes(register, () => marks(staff, id));
    await reports(register, staff, town, id, 'under_way');
    const found = (await waiting(other)).find(({ subjectId }) => subjectId === id);
    expect(found).toMatchObject({ overtaken: true });
    const refused = await confirms(other, asked);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await marksOf(publicId)).filter(Boolean)).toEqual([]);
  });
});
