import { colours } from '../../joining/papers/paper.js';
import { heading, text, type WrittenPaper } from '../../joining/papers/written-paper.js';
import { kitPaper, wordingMark, type KitWords } from './kit-words.js';

/** The Pact's text in force, as on its page. */
export function pactText(say: KitWords): WrittenPaper {
  const { t, words, pact } = say;
  return kitPaper(say, 'pact', [
    wordingMark(say),
    text(words(pact.preamble)),
    heading(t('pact.undertakings')),
    { kind: 'list', items: pact.undertakings.map(words) },
    text(t('pact.joining')),
    text(t('pact.basis')),
    ...pact.pillars.flatMap(({ name, aim, actions }, index) => [
      heading(words(name), colours.pillars[index % 4]),
      text(words(aim)),
      ...actions.flatMap(({ wording, explanation, source }) => [
        { kind: 'subheading' as const, text: words(wording) },
        ...(words(explanation) ? [text(words(explanation))] : []),
        ...(source ? [text(t('pact.source', { articles: source }), true)] : []),
      ]),
    ]),
    text(t('pact.wording'), true),
  ]);
}
