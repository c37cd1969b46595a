import { caseCards } from './case-cards.ts';

type Seen = Parameters<typeof caseCards>[0];

/** The cards of a case whose address is not confirmed yet. */
function cardsOf(role: Seen['submission']['role']): string[] {
  const submission = { state: 'unconfirmed', role, slug: null, submittedAt: null };
  const page = { submission, steps: [], followUps: [], hasKit: false, mayWrite: false };
  return caseCards(page as unknown as Seen).can.map(({ path }) => path);
}

it('before the address is confirmed, nobody is offered an action that their role refuses', () => {
  expect(cardsOf('lead')).toEqual(['/endorse/sent', '/case/address']);
  expect(cardsOf('sender')).toEqual(['/endorse/sent']);
  expect(cardsOf('contributor')).toEqual([]);
  expect(cardsOf('reader')).toEqual([]);
});
