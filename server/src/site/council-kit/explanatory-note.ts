import type { Block, WrittenPaper } from '../../joining/papers/written-paper.js';
import { heading, text } from '../../joining/papers/written-paper.js';
import { datedPaper, proposalMark, type KitWords } from './kit-words.js';
import { markdownBlocks } from './markdown-blocks.js';

/** Answers to councillors' questions before a vote, in the words of the pages. */
const questions = ['who', 'cost', 'binding', 'pledges', 'public', 'progress', 'change', 'leave'];
const steps = ['first', 'form', 'check', 'after'];

export function explanatoryNote(say: KitWords): WrittenPaper {
  const { t } = say;
  return datedPaper(say, 'note', [
    proposalMark(say),
    text(t('pact.lead')),
    text(t('pact.basis')),
    text(t('pact.joining')),
    ...questions.flatMap((name) => [
      heading(t(`faq.${name}.q`)),
      ...markdownBlocks(t(`faq.${name}.a`)),
    ]),
    ...expectations(say),
    heading(t('howTo.title')),
    ...steps.flatMap((step): Block[] => [
      { kind: 'subheading', text: t(`howTo.${step}.title`) },
      ...markdownBlocks(t(`howTo.${step}.text`)),
    ]),
    text(`${t('rule.signed')} ${t('rule.seen')}`),
  ]);
}

/** The duties of a signatory, by the current settings. */
function expectations({ t, asOf, date }: KitWords): Block[] {
  return [
    heading(t('kit.expects.title')),
    { kind: 'list', items: [t('kit.expects.report'), t('kit.expects.late')] },
    text(t('kit.expects.dated', { date: date(asOf) })),
  ];
}
