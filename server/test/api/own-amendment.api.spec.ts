import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

describe('TR16 a colleague who entered a paper cannot approve its follow-ups', () => {
  it('be it an amendment that was sent from the contact’s own mailbox', async () => {
    const one = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const other = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const town = await Applicant.endorses(register);
    await other.approvesAndPublishes(town.reference);
    await register.sql('UPDATE submission SET entered_by = $1 WHERE reference = $2', [
      one.id,
      town.reference,
    ]);
    const begun = await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    town.version = (begun.body as { version: number }).version;
    const website = 'https://new.example';
    await town.saves('authority', { ...town.endorsement.authority, website });
    await town.saves('declaration', { accepted: true });
    const { reference } = await town.sends();

    const found = await one.findsCase(reference);
    const decision = { verdict: 'approve', duplicatesCompared: true } as const;
    const refused = await changesNothing(register, () => one.decides(found, decision));
    expectProblem(refused, 403, 'own-entry');
    expect((await other.decides(await other.findsCase(reference), decision)).status).toBe(200);
  });
});
