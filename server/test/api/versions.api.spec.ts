import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, password } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const reject = { verdict: 'reject', reason: 'Why' } as const;

describe('RL14 two people change one thing', () => {
  it('a change that does not say what it saw is refused with 428', async () => {
    const { id } = await anna.findsCase((await Applicant.endorses(register)).reference);
    const { signatory } = await anna.approves((await Applicant.endorses(register)).reference);
    const town = await Applicant.begins(register);
    await changesNothing(register, async () => {
      expectProblem(
        await anna.browser.post(`/api/v1/staff/submissions/${id}/decisions`).send(reject),
        428,
        'version-required',
      );
      expectProblem(
        await anna.browser
          .post(`/api/v1/staff/signatories/${signatory!.id}/changes`)
          .send({ action: 'publish' }),
        428,
        'version-required',
      );
      expectProblem(
        await anna.browser
          .post('/api/v1/staff/password')
          .send({ currentPassword: password, newPassword: 'a long swim in the Ill' }),
        428,
        'version-required',
      );
      expectProblem(
        await town.browser
          .put('/api/v1/submission/sections/signer')
          .send({ name: 'Eva', office: 'Mayor' }),
        428,
        'version-required',
      );
    });
  });

  it.each(['', '*', 'x', '"x"', '1, 2', '-1', '"1.5"', '9999999999', '"1"x'])(
    'nor is If-Match: %s a version',
    async (header) => {
      const town = await Applicant.begins(register);
      expectProblem(
        await changesNothing(register, () =>
          town.browser
            .put('/api/v1/submission/sections/signer')
            .set('If-Match', header)
            .send({ name: 'Eva', office: 'Mayor' }),
        ),
        400,
        'bad-version',
      );
    },
  );

  it('the second colleague at a case learns who did what and when, and nothing of hers happens', async () => {
    const town = await Applicant.endorses(register);
    const seen = await boris.findsCase(town.reference);
    expect(
      (await anna.decides(seen, { verdict: 'request_changes', reason: 'Scan it again.' })).status,
    ).toBe(200);
    const late = await changesNothing(register, () => boris.decides(seen, reject));
    const body = expectProblem(late, 412, 'changed-meanwhile');
    expect(body).toMatchObject({
      version: seen.version + 1,
      seenVersion: seen.version,
      changedBy: anna.name,
      change: 'submission.request_changes',
    });
    expect(Math.abs(Date.parse(String(body['changedAt'])) - Date.now())).toBeLessThan(60_000);
    expect((await boris.decides({ id: seen.id, version: seen.version + 1 }, reject)).status).toBe(
      200,
    );
  });

  it('the same at a signatory', async () => {
    const { signatory } = await anna.approves((await Applicant.endorses(register)).reference);
    await anna.changes(signatory!, 'publish');
    const late = await changesNothing(register, () => boris.changes(signatory!, 'hold', 'Why'));
    expect(expectProblem(late, 412, 'changed-meanwhile')).toMatchObject({
      version: 2,
      seenVersion: 1,
      changedBy: anna.name,
      change: 'signatory.publish',
    });
  });

  it('two tabs of one applicant: different sections do not disturb each other, the same one does', async () => {
    const town = await Applicant.begins(register);
    const opened = town.version;
    expect((await town.saves('signer', { name: 'Eva', office: 'Mayor' }, opened)).status).toBe(200);
    expect((await town.saves('place', { latitude: 1, longitude: 2 }, opened)).status).toBe(200);
    const late = await changesNothing(register, () =>
      town.saves('signer', { name: 'Ada', office: 'Mayor' }, opened),
    );
    expect(expectProblem(late, 412, 'changed-meanwhile')).toMatchObject({
      change: 'section signer',
    });
    expect((await town.looks()).answers['signer']).toEqual({ name: 'Eva', office: 'Mayor' });
  });
});

describe('U2 nothing typed is lost', () => {
  it('what is not valid yet is kept beside the answers until it is', async () => {
    const town = await Applicant.begins(register);
    await town.saves('signer', { name: 'Eva', office: 'Mayor' });
    await town.browser
      .put('/api/v1/submission/sections/signer/typed')
      .send({ name: '', office: 'x'.repeat(500) })
      .expect(204);
    expect(await town.looks()).toMatchObject({
      answers: { signer: { name: 'Eva' } },
      typed: { signer: { name: '', office: 'x'.repeat(500) } },
    });
    await town.saves('signer', { name: 'Ada', office: 'Mayor' });
    expect(await town.looks()).toMatchObject({ answers: { signer: { name: 'Ada' } }, typed: {} });
  });

  it('sending names what is missing, in the order of the task list', async () => {
    const town = await Applicant.begins(register);
    await town.saves('signer', { name: 'Eva', office: 'Mayor' });
    const refusal = await changesNothing(register, () =>
      town.browser.post('/api/v1/submission/sending'),
    );
    expect(
      expectProblem(refusal, 422, 'invalid-input').errors!.map(({ pointer }) => pointer),
    ).toEqual([
      '/authority',
      '/place',
      '/contact',
      '/decision',
      '/prevention',
      '/protection',
      '/prosecution',
      '/participation',
      '/declaration',
    ]);
  });
});
