import type { ApiProblem } from '../../api/client.ts';
import { changeToldBy, lastChangeOf } from './change.ts';

const at = '2026-11-29T10:00:00.000Z';
const refusal = (details: Partial<ApiProblem['details']>) =>
  changeToldBy({ details: details as ApiProblem['details'] });
const event = (action: string, actorName: string | null, actorKind = 'staff') => ({
  seq: '1',
  at,
  action,
  actorName,
  actorKind,
});
const lastOf = (...events: ReturnType<typeof event>[]) => lastChangeOf({ events } as never);

describe('who came first', () => {
  it('is taken from the refusal, as far as it knows', () => {
    expect(refusal({ changedAt: at, changedBy: 'Boris', change: 'case.approve' })).toEqual({
      by: 'Boris',
      at,
      action: 'case.approve',
    });
    expect(refusal({ changedAt: at })).toEqual({ by: null, at, action: null });
    expect(refusal({})).toBeNull();
  });

  it('is otherwise the last person who changed the case, not one who only viewed a document', () => {
    const events = [
      event('submission.approve', 'Boris'),
      event('document.view', 'Anna'),
      event('document.view-original', 'Anna'),
    ];
    expect(lastOf(...events)).toMatchObject({ by: 'Boris', action: 'submission.approve' });
  });

  it('may be the town or the system, which have no name', () => {
    expect(lastOf(event('submission.send', null, 'applicant'))?.by).toBe('applicant');
    expect(lastOf()).toBeNull();
  });
});
