import type { Problem } from '../../platform/http/problem.js';
import { takeStep } from './take-step.js';

const waiting = { state: 'waiting' } as const;
const holds = () => undefined;
const fails = () => {
  throw new Error('does not hold');
};

describe('S11 a step of a submission', () => {
  it('is taken when each guard that its row names holds', async () => {
    const checks = { 'address proven by token': jest.fn(), 'signed Pact present': jest.fn() };
    expect(await takeStep({ state: 'unconfirmed' }, 'confirm', ['applicant'], checks)).toBe(
      'waiting',
    );
    expect(checks['address proven by token']).toHaveBeenCalledTimes(1);
    expect(checks['signed Pact present']).toHaveBeenCalledTimes(1);
    expect(
      await takeStep(waiting, 'withdraw', ['applicant'], { 'not public yet': () => undefined }),
    ).toBe('withdrawn');
  });

  it('is refused by any guard, before which state and role are looked up', async () => {
    const asked = { 'reason given': fails };
    await expect(takeStep(waiting, 'reject', ['reviewer'], asked)).rejects.toThrow('does not hold');
    await expect(takeStep(waiting, 'reject', ['applicant'], asked)).rejects.toMatchObject({
      code: 'not-allowed',
    } satisfies Partial<Problem>);
    await expect(
      takeStep({ state: 'rejected' }, 'reject', ['reviewer'], asked),
    ).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('asks only for what its own row names, where an action has several', async () => {
    const checks = { 'all sections complete': holds, 'address proven by token': fails };
    const action: 'submit' | 'send' = 'submit';
    expect(await takeStep({ state: 'draft' }, action, ['applicant'], checks)).toBe('unconfirmed');
  });

  it('does not compile without a check for each guard, and is not taken either', async () => {
    const some = { 'scan present': holds };
    // @ts-expect-error: the table names a guard for this action.
    const rejected = takeStep(waiting, 'reject', ['reviewer'], {});
    await expect(rejected).rejects.toThrow('nothing checks the guard "reason given"');
    // @ts-expect-error: four guards of an approval are left out.
    const approved = takeStep(waiting, 'approve', ['reviewer'], some);
    await expect(approved).rejects.toThrow('nothing checks');
  });
});
