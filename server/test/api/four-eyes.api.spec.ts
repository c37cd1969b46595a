import { defaultSettings, type Settings } from '../../src/platform/settings/settings.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const waits = async () => staff.findsCase((await Applicant.endorses(register)).reference);

async function sets(change: Partial<Settings>): Promise<void> {
  const { version } = (await administrator.browser.get('/api/v1/staff/settings')).body as {
    version: number;
  };
  await administrator.browser
    .put('/api/v1/staff/settings')
    .set('If-Match', `"${version}"`)
    .send({ ...defaultSettings, ...change })
    .expect(200);
}

describe('TR10 four eyes', () => {
  afterAll(() => sets({ fourEyes: false }));

  it('nobody approves what they entered by hand', async () => {
    const found = await waits();
    await register.sql(`UPDATE submission SET entered_by = $2 WHERE id = $1`, [found.id, staff.id]);
    await staff.opensDocuments(found);
    expectProblem(
      await changesNothing(register, () =>
        staff.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      ),
      403,
      'own-entry',
    );
    expect(await staff.opensCase(found.id)).toMatchObject({
      ownEntry: true,
      actions: ['request_changes', 'reject'],
    });
    expect(
      (await other.decides(found, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
  });

  it('who approves does not publish, who publishes does not withdraw; another colleague does', async () => {
    await sets({ fourEyes: true });
    const { signatory, id } = await staff.approves((await Applicant.endorses(register)).reference);
    await changesNothing(register, async () => {
      expectProblem(await staff.changes(signatory!, 'publish'), 403, 'second-person-needed');
      expectProblem(
        await staff.changes(signatory!, 'schedule', '', { publishOn: dayFromToday(9) }),
        403,
        'second-person-needed',
      );
    });
    expect((await staff.opensCase(id)).signatory).toMatchObject({
      secondPersonNeeded: true,
      actions: [],
    });
    expect((await other.changes(signatory!, 'publish')).status).toBe(200);
    expectProblem(
      await changesNothing(register, () =>
        other.changes({ ...signatory!, version: 2 }, 'withdraw', 'Left.'),
      ),
      403,
      'second-person-needed',
    );
    expect((await staff.changes({ ...signatory!, version: 2 }, 'withdraw', 'Left.')).status).toBe(
      200,
    );
  });
});
