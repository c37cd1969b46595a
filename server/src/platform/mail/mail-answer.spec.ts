import { answerOf, readAnswer, withoutAddresses } from './mail-answer.js';

it.each([
  ['250 2.0.0 Ok: queued as 4ZxJ2k1Qz9', '4ZxJ2k1Qz9'],
  ['250 OK id=1tGxyz-0001Ab-2C', '1tGxyz-0001Ab-2C'],
  [
    '250 2.6.0 <a@b.example> [InternalId=4711, Hostname=mail.example] Queued mail for delivery',
    '4711',
  ],
  ['250 2.0.0 4AUA1b2c012345 Message accepted for delivery', '4AUA1b2c012345'],
  ['250 taken', null],
  ['451 4.3.0 queued as X: not yet', null],
])('the queue number in %s', (answer, queueId) => {
  expect(readAnswer(answer).queueId).toBe(queueId);
});

it('codes and all lines are read; anything else is kept as it is', () => {
  expect(readAnswer('550-5.1.1 Nobody\r\n550 5.1.1 here\r\n', 'RCPT TO')).toEqual({
    code: 550,
    enhanced: '5.1.1',
    text: '550-5.1.1 Nobody\n550 5.1.1 here',
    queueId: null,
    command: 'RCPT TO',
  });
  expect(answerOf(Object.assign(new Error('connect ECONNREFUSED'), { command: 'CONN' }))).toEqual({
    code: null,
    enhanced: null,
    text: 'connect ECONNREFUSED',
    queueId: null,
    command: null,
  });
  expect(readAnswer('250 Ok: queued as A\0\x1bB')).toMatchObject({
    text: '250 Ok: queued as A\ufffd\ufffdB',
    queueId: 'A',
  });
  expect(withoutAddresses('550 <a.b@c.example>: no; try (d@e.example)')).toBe(
    '550 <…@…>: no; try (…@…)',
  );
});
