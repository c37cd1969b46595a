import type { SignatoryState } from '../../src/register/signatories/signatory.workflow.js';
import type { PlainStep, Verdict } from '../../src/workbench/decisions/decision.dto.js';
import type { SubmissionState } from '../../src/joining/submissions/submission.workflow.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
let town: Applicant;
let caseId: string;
let signatory: { id: string; version: number };

beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  town = await Applicant.endorses(register);
  const found = await staff.findsCase(town.reference);
  caseId = found.id;
  await staff.opensDocuments(found);
  signatory = (await staff.approves((await Applicant.endorses(register)).reference)).signatory!;
});
afterAll(() => register.close());

/** Forces the case into a state, as only the database owner can. */
async function isIn(state: SubmissionState): Promise<number> {
  const confirmed = !['draft', 'unconfirmed', 'expired'].includes(state);
  const [row] = await register.sql<{ version: number }>(
    `UPDATE submission SET state = $2, confirmed_at = CASE WHEN $3 THEN now() END WHERE id = $1
      RETURNING version`,
    [caseId, state, confirmed],
  );
  return row!.version;
}

const states: SubmissionState[] = [
  'draft',
  'unconfirmed',
  'waiting',
  'changes_requested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
];
const hidden: SubmissionState[] = ['draft', 'unconfirmed', 'expired'];

describe('S11 what a state does not allow is refused, and nothing happens', () => {
  const decidable: Record<Verdict, SubmissionState[]> = {
    approve: ['waiting'],
    request_changes: ['waiting'],
    reject: ['waiting', 'changes_requested'],
  };
  const pairs = Object.entries(decidable).flatMap(([verdict, from]) =>
    states
      .filter((state) => !from.includes(state))
      .map((state) => [verdict as Verdict, state] as const),
  );

  it.each(pairs)('%s what is %s', async (verdict, state) => {
    const version = await isIn(state);
    const refusal = await changesNothing(register, () =>
      staff.decides({ id: caseId, version }, { verdict, reason: 'Why', duplicatesCompared: true }),
    );
    if (hidden.includes(state)) expectProblem(refusal, 404, 'not-found');
    else
      expect(expectProblem(refusal, 409, 'wrong-state')).toMatchObject({ state, action: verdict });
  });

  const applicantMay: Record<string, SubmissionState[]> = {
    sending: ['draft', 'changes_requested', 'unconfirmed', 'waiting'],
    withdrawal: ['draft', 'unconfirmed', 'waiting', 'changes_requested'],
  };
  const steps = Object.entries(applicantMay).flatMap(([step, from]) =>
    states.filter((state) => !from.includes(state)).map((state) => [step, state] as const),
  );

  it.each(steps)("the applicant's %s of what is %s", async (step, state) => {
    await isIn(state);
    expectProblem(
      await changesNothing(register, () => town.browser.post(`/api/v1/submission/${step}`)),
      409,
      'wrong-state',
    );
  });

  it.each(states.filter((state) => !['draft', 'changes_requested'].includes(state)))(
    'TR15 changing answers or documents of what is %s',
    async (state) => {
      await isIn(state);
      const [document] = (await town.looks()).documents;
      await changesNothing(register, async () => {
        expectProblem(
          await town.saves('signer', { name: 'Eva', office: 'Mayor' }),
          409,
          'wrong-state',
        );
        expectProblem(
          await town.browser.put('/api/v1/submission/sections/signer/typed').send({ name: 'Eva' }),
          409,
          'wrong-state',
        );
        expectProblem(
          await town.sendsFile(signedPact('other'), 'signed-pact.pdf', {
            kind: 'signed_pact',
            replaces: document!.id,
          }),
          409,
          'wrong-state',
        );
        expectProblem(await town.sendsFile(signedPact('other')), 409, 'wrong-state');
        expectProblem(
          await town.browser.delete(`/api/v1/submission/documents/${document!.id}`),
          409,
          'wrong-state',
        );
      });
    },
  );

  it.each(['unconfirmed', 'waiting'] as const)(
    'sending again what is %s gives the same answer and does nothing',
    async (state) => {
      await isIn(state);
      const [first, second] = await changesNothing(register, async () => [
        await town.sends(),
        await town.sends(),
      ]);
      expect(second).toEqual(first);
    },
  );
});

describe('S11 a signatory likewise', () => {
  const allowed: Record<PlainStep, SignatoryState[]> = {
    publish: ['unlisted'],
    schedule: ['unlisted'],
    unschedule: ['unlisted'],
    hold: ['published'],
    resume: ['on_hold'],
    withdraw: ['published', 'on_hold'],
    restore: ['withdrawn'],
  };
  const signatoryStates: SignatoryState[] = [
    'unlisted',
    'published',
    'on_hold',
    'withdrawn',
    'merged',
  ];
  const pairs = Object.entries(allowed).flatMap(([action, from]) =>
    signatoryStates
      .filter((state) => !from.includes(state))
      .map((state) => [action as PlainStep, state] as const),
  );

  it.each(pairs)('%s what is %s', async (action, state) => {
    await register.sql(
      `UPDATE signatory SET state = $2, published_at = CASE WHEN $2 = 'unlisted' THEN NULL
        ELSE now() END, merged_into = CASE WHEN $2 = 'merged' THEN id END WHERE id = $1`,
      [signatory.id, state],
    );
    const refusal = await changesNothing(register, () =>
      staff.changes(signatory, action, 'Why', { publishOn: '2099-01-01' }),
    );
    expect(expectProblem(refusal, 409, 'wrong-state')).toMatchObject({ state, action });
  });
});
