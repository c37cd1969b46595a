import { requireNoWords } from './without-words.js';

describe('PR11 the audit trail keeps no text', () => {
  it.each([
    {
      at: '2026-11-29T20:00:00.000Z',
      day: '2026-12-10',
      id: '01a20be3-8239-7462-9665-95ae42b5226f',
      roles: ['reviewer'],
    },
    {
      issuer: 'https://login.example/realms/pact',
      mediaType: 'application/pdf',
      signature: 'Win.Test.EICAR_HDB-1',
      from: null,
      n: 3,
      on: true,
    },
  ])('but accepts values that name nobody: %j', (details) => {
    expect(() => requireNoWords(details)).not.toThrow();
  });

  it.each([
    [{ before: { pledges: [{ ownWords: 'Ask Olaf' }] } }, 'details.before.pledges.0.ownWords'],
    [{ changes: { replyTo: { from: '', to: 'olaf@town.example' } } }, 'details.changes.replyTo.to'],
    [{ title: 'Müller' }, 'details.title'],
    [{ phone: '+492211234' }, 'details.phone'],
    [{ 'Olaf Müller': 1 }, 'details.Olaf Müller'],
  ])('%j is refused', (details, place) => {
    expect(() => requireNoWords(details)).toThrow(`The audit trail keeps nobody's words: ${place}`);
  });
});
