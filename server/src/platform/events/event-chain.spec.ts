import { canonical } from './canonical.js';
import { eventHash, type EventContent } from './event-chain.js';

const start = Buffer.alloc(32);
const event: EventContent = {
  seq: '7',
  at: new Date('2026-11-24T05:00:00.123Z'),
  actorKind: 'staff',
  actorId: '01a20be3-8239-7462-9665-95ae42b5226f',
  action: 'submission.approve',
  subjectKind: 'submission',
  subjectId: '01a20be3-b9c2-7bc5-b288-afac44e92179',
  details: { reason: 'complete', documents: ['a', 'b'] },
};

describe('TR11 the hash of an event', () => {
  const changes: Partial<EventContent>[] = [
    { seq: '8' },
    { at: new Date('2026-11-24T05:00:00.124Z') },
    { actorKind: 'system' },
    { actorId: null },
    { action: 'submission.reject' },
    { subjectKind: 'signatory' },
    { subjectId: null },
    { details: { reason: 'complete', documents: ['b', 'a'] } },
    { details: { reason: 'complete' } },
  ];
  it.each(changes)('is another one with %j', (change) => {
    expect(eventHash(start, { ...event, ...change })).not.toEqual(eventHash(start, event));
  });

  it('is another one after another event', () => {
    expect(eventHash(eventHash(start, event), event)).not.toEqual(eventHash(start, event));
  });

  it('does not depend on the order in which PostgreSQL keeps the keys of the details', () => {
    expect(
      eventHash(start, { ...event, details: { documents: ['a', 'b'], reason: 'complete' } }),
    ).toEqual(eventHash(start, event));
    expect(canonical({ b: 1, a: { d: undefined, c: [null, 'é'] } })).toBe(
      '{"a":{"c":[null,"é"]},"b":1}',
    );
  });

  it('never changes: a trail written by an older version still verifies', () => {
    expect(eventHash(start, event).toString('hex')).toMatchInlineSnapshot(
      `"22e796c847fe1f77b3e6bfdb72df22af8a42b15f86a598f53a7e23ee1f2e5ee4"`,
    );
  });
});
