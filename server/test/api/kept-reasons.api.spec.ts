import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { HistoryDto } from '../../src/workbench/register-editing/editing.dto.js';
import type { MailListDto } from '../../src/workbench/mail-status/mail-status.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('TR20 the reason that was typed for a step', () => {
  it('is kept with every step, shown in case and history, and in the mail', async () => {
    const town = await Applicant.endorses(register);
    let signatory = (await staff.approves(town.reference)).signatory!;
    for (const action of ['publish', 'hold', 'resume', 'withdraw', 'restore'] as const) {
      const { body, status } = await staff.changes(signatory, action, `Typed for ${action}.`);
      expect({ action, status }).toEqual({ action, status: 200 });
      signatory = { ...signatory, ...(body as { version: number }) };
    }
    await register.drain();
    const mails = register.mailbox.of(town.email).map(({ text }) => text);
    const { steps } = await staff.findsCase(town.reference, 'published');
    const history = await staff.browser.get(`/api/v1/staff/signatories/${signatory.id}/history`);
    expect((history.body as HistoryDto).steps).toEqual(steps);
    expect(steps.map(({ action, reason }) => `${action}: ${reason}`)).toEqual(
      ['publish', 'hold', 'resume', 'withdraw', 'restore'].map(
        (action) => `${action}: Typed for ${action}.`,
      ),
    );
    for (const { reason } of steps)
      expect(mails.filter((text) => text.includes(reason))).toHaveLength(1);
    const trail = await register.sql(`SELECT details::text AS details FROM event`);
    expect(JSON.stringify(trail)).not.toContain('Typed for');

    const list = (await staff.browser.get(`/api/v1/staff/mails?q=${town.reference}`))
      .body as MailListDto;
    const confirmation = list.items.find(({ template }) => template === 'confirm_email')!;
    const { body: sent } = await staff.browser
      .get(`/api/v1/staff/mails/${confirmation.id}`)
      .expect(200);
    expect(sent).toMatchObject({ text: expect.stringContaining('token=…') as string });
    const hold = list.items.find(({ template }) => template === 'on_hold')!;
    const { body: read } = await staff.browser.get(`/api/v1/staff/mails/${hold.id}`).expect(200);
    expect(read).toMatchObject({ text: expect.stringContaining('Typed for hold.') as string });
  });
});

describe('TR19 a town takes its endorsement back before it is public', () => {
  it.each(['approved', 'scheduled'] as const)(
    'when it is %s: the clock publishes nothing',
    async (when) => {
      const town = await Applicant.endorses(register);
      const { signatory } = await staff.approves(town.reference);
      if (when === 'scheduled')
        expect(
          (await staff.changes(signatory!, 'schedule', '', { publishOn: dayFromToday(3) })).status,
        ).toBe(200);
      await town.browser
        .post('/api/v1/submission/withdrawal')
        .expect((response) => expect(response.status).toBeLessThan(300));
      await register.sql(
        `UPDATE signatory SET publish_on = current_date - 1 WHERE publish_on IS NOT NULL`,
      );
      await register.app.get(JobsService).runAll();
      expect(await register.sql('SELECT 1 FROM signatory WHERE id = $1', [signatory!.id])).toEqual(
        [],
      );
      await register.anonymous.get(`/api/v1/signatories/${signatory!.publicId}`).expect(404);
      const [left] = await register.sql(
        'SELECT state, authority_id FROM submission WHERE reference = $1',
        [town.reference],
      );
      expect(left).toEqual({ state: 'withdrawn', authority_id: null });
    },
  );

  it('once it is public it asks to leave instead', async () => {
    const town = await Applicant.endorses(register);
    await staff.approvesAndPublishes(town.reference);
    const refused = await changesNothing(register, () =>
      town.browser.post('/api/v1/submission/withdrawal'),
    );
    expectProblem(refused, 409, 'wrong-state');
  });
});
