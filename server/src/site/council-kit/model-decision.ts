import { blanks, heading, text, type WrittenPaper } from '../../joining/papers/written-paper.js';
import { kitPaper, proposalMark, wordingMark, type KitWords } from './kit-words.js';

/** A decision to join, for councils to adapt to their own rules. */
export function modelDecision(say: KitWords): WrittenPaper {
  const { t, words, pact } = say;
  const line = (key: string) =>
    t(`kit.decision.${key}`, { pact: t('layout.name'), version: String(pact.version) });
  return kitPaper(say, 'decision', [
    proposalMark(say),
    blanks(line('council')),
    blanks(line('meeting'), line('number')),
    heading(line('grounds')),
    { kind: 'list', items: ['affects', 'invites', 'follows'].map(line) },
    heading(line('decides')),
    {
      kind: 'list',
      numbered: true,
      items: ['joins', 'pledges', 'authorises', 'names', 'reports'].map(line),
    },
    blanks(line('signer')),
    blanks(line('department')),
    heading(t('pact.undertakings')),
    { kind: 'list', items: pact.undertakings.map(words) },
    wordingMark(say),
    blanks(line('for'), line('against'), line('abstained')),
    { kind: 'blanks', labels: [line('signed')], tall: true },
    heading(line('annex')),
    text(line('annexText')),
    ...pact.pillars.flatMap(({ name }) => [
      { kind: 'subheading' as const, text: words(name) },
      { kind: 'blanks' as const, labels: [t('pledge.actions')], tall: true },
      blanks(t('pledge.year'), t('pledge.lead')),
    ]),
  ]);
}
