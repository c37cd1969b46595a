import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const mailsOf = async (town: Applicant) => {
  await register.drain();
  return register.mailbox.of(town.email).map(({ subject }) => subject);
};

describe('the reviewer asks for changes', () => {
  it('tells the town what is missing; the town corrects it, sends it again, and is approved', async () => {
    const town = await Applicant.endorses(register);
    const first = await reviewer.findsCase(town.reference);
    const asked = await reviewer.decides(first, {
      verdict: 'request_changes',
      reason: 'The second page <of the PDF> is missing.\nPlease scan it again.',
    });
    expect(asked.body).toMatchObject({ state: 'changes_requested', actions: ['reject'] });

    const mail = (await mailsOf(town), register.mailbox.newest(town.email, /Please complete/));
    expect(mail.text).toContain('The second page <of the PDF> is missing.\nPlease scan it again.');
    expect(mail.html).toContain(
      'The second page &lt;of the PDF&gt; is missing.<br>Please scan it again.',
    );
    expect(await town.looks()).toMatchObject({
      state: 'changes_requested',
      messages: [
        {
          verdict: 'request_changes',
          text: 'The second page <of the PDF> is missing.\nPlease scan it again.',
        },
      ],
    });

    const [scan] = first.documents;
    await town.browser.delete(`/api/v1/submission/documents/${scan!.id}`).expect(204);
    expectProblem(
      await changesNothing(register, () => town.browser.post('/api/v1/submission/sending')),
      422,
      'invalid-input',
    );
    await town.uploads(signedPact('both pages'));
    expect((await town.saves('signer', { name: 'Eva Elected', office: 'Mayor' })).status).toBe(200);
    expect(await town.sends()).toMatchObject({ state: 'waiting', missing: [] });
    expect(await mailsOf(town)).toContain(
      `We have received your changes: Endorsement of the Pact, ${town.town} (${town.reference})`,
    );

    const again = await reviewer.findsCase(town.reference);
    expect(again.documents).toMatchObject([{ opened: false }]);
    expectProblem(
      await changesNothing(register, () => reviewer.decides(again, { verdict: 'approve' })),
      422,
    );
    expect(await reviewer.approves(town.reference)).toMatchObject({
      state: 'approved',
      answers: { signer: { name: 'Eva Elected' } },
    });
    expect(again.events.map(({ action }) => action)).toEqual([
      'document.add',
      'submission.submit',
      'submission.confirm',
      'submission.request_changes',
      'document.remove',
      'document.add',
      'submission.resubmit',
      // It returns to the colleague who asked.
      'submission.assign',
    ]);
  });

  it('cannot do so without words', async () => {
    const town = await Applicant.endorses(register);
    const found = await reviewer.findsCase(town.reference);
    for (const verdict of ['request_changes', 'reject'] as const) {
      for (const reason of [undefined, '', ' \n\u200b ']) {
        const refusal = await changesNothing(register, () =>
          reviewer.decides(found, { verdict, ...(reason === undefined ? {} : { reason }) }),
        );
        expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))).toEqual([
          '/reason isNotEmpty',
        ]);
      }
    }
  });
});

describe('the reviewer rejects', () => {
  it('tells the town why, for good: nothing can be sent, changed, approved or taken back any more', async () => {
    const town = await Applicant.endorses(register, {}, 'fr');
    const rejected = (
      await reviewer.decides(await reviewer.findsCase(town.reference), {
        verdict: 'reject',
        reason: 'Une entreprise ne peut pas adhérer.',
      })
    ).body as { id: string; version: number; actions: string[] };
    expect(rejected).toMatchObject({ state: 'rejected', actions: [] });
    await register.drain();
    const mail = register.mailbox.newest(town.email, /n’a pas pu être acceptée/);
    expect(mail.text).toContain('Une entreprise ne peut pas adhérer.');
    expect(mail.html).toContain('lang="fr"');

    await changesNothing(register, async () => {
      expectProblem(
        await town.saves('signer', { name: 'Eva', office: 'Mayor' }),
        409,
        'wrong-state',
      );
      expectProblem(await town.browser.post('/api/v1/submission/sending'), 409, 'wrong-state');
      expectProblem(await town.browser.post('/api/v1/submission/withdrawal'), 409, 'wrong-state');
      expectProblem(
        await reviewer.decides(rejected, { verdict: 'approve', duplicatesCompared: true }),
        409,
        'wrong-state',
      );
    });
  });
});

describe('the town takes its endorsement back', () => {
  it.each([
    ['before it is sent', (app: TestApp) => Applicant.begins(app)],
    ['before its address is proven', (app: TestApp) => Applicant.sends(app)],
    ['while it waits', (app: TestApp) => Applicant.endorses(app)],
    [
      'when asked for changes',
      async (app: TestApp) => {
        const town = await Applicant.endorses(app);
        expect(
          (
            await reviewer.decides(await reviewer.findsCase(town.reference), {
              verdict: 'request_changes',
              reason: 'Why?',
            })
          ).status,
        ).toBe(200);
        return town;
      },
    ],
  ])('%s; then it is out of the queue and stays so', async (_, comes) => {
    const town = await comes(register);
    await town.browser.post('/api/v1/submission/withdrawal').expect(204);
    expect(await town.looks()).toMatchObject({ state: 'withdrawn' });
    expect((await reviewer.queue(`q=${town.reference}`)).items).toEqual([]);
    expectProblem(
      await changesNothing(register, () => town.browser.post('/api/v1/submission/withdrawal')),
      409,
      'wrong-state',
    );
    expectProblem(
      await changesNothing(register, () => town.browser.post('/api/v1/submission/sending')),
      409,
      'wrong-state',
    );
  });

  it('also once it is approved, with no step left to take; not once it is public', async () => {
    const approved = await Applicant.endorses(register);
    const { signatory } = await reviewer.approves(approved.reference);
    await approved.browser.post('/api/v1/submission/withdrawal').expect(204);
    expect(await approved.looks()).toMatchObject({ state: 'withdrawn' });
    expect(await register.sql('SELECT 1 FROM signatory WHERE id = $1', [signatory!.id])).toEqual(
      [],
    );
    expectProblem(
      await changesNothing(register, () => approved.browser.post('/api/v1/submission/withdrawal')),
      409,
      'wrong-state',
    );

    const town = await Applicant.endorses(register);
    const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
    await publisher.approvesAndPublishes(town.reference);
    expectProblem(
      await changesNothing(register, () => town.browser.post('/api/v1/submission/withdrawal')),
      409,
      'wrong-state',
    );
  });

  it('S58 even if the reviewer approves it at the same moment, a withdrawn endorsement is never on the register', async () => {
    const town = await Applicant.endorses(register);
    const found = await reviewer.findsCase(town.reference);
    await reviewer.opensDocuments(found);
    const [approval, withdrawal] = await Promise.all([
      reviewer.decides(found, { verdict: 'approve' }),
      town.browser.post('/api/v1/submission/withdrawal'),
    ]);
    const { state } = await town.looks();
    // A town also takes back what was approved a moment before.
    expect(withdrawal.status === 204).toBe(state === 'withdrawn');
    if (approval.status === 200) expect(['approved', 'withdrawn']).toContain(state);
    else expect(state).toBe('withdrawn');
    expect(
      await register.sql(`SELECT 1 FROM signatory WHERE endorsement_id = $1`, [found.id]),
    ).toHaveLength(state === 'approved' ? 1 : 0);
  });
});

describe('the official comes back another day, at another computer', () => {
  it('asks for a link, opens the case once, and the link is dead after that', async () => {
    const town = await Applicant.endorses(register);
    const elsewhere = register.browser();
    await elsewhere.get('/api/v1/submission').expect(401);
    await elsewhere
      .post('/api/v1/case-links')
      .send({
        reference: town.reference.toLowerCase().replace(/(....)/, '$1 '),
        email: town.email.toUpperCase(),
      })
      .expect(202);
    await register.drain();
    const token = tokenIn(register.mailbox.newest(town.email, /sign-in link/));
    expect(
      (await elsewhere.post('/api/v1/case-sessions').send({ token }).expect(200)).body,
    ).toMatchObject({
      reference: town.reference,
      state: 'waiting',
    });
    expect((await elsewhere.get('/api/v1/submission').expect(200)).body).toMatchObject({
      reference: town.reference,
    });
    expectProblem(
      await changesNothing(register, () =>
        register.anonymous.post('/api/v1/case-sessions').send({ token }),
      ),
      410,
      'link-does-not-work',
    );
  });
});
