import { colours } from '../../joining/papers/paper.js';
import type { Block, WrittenPaper } from '../../joining/papers/written-paper.js';
import { blanks, heading, text } from '../../joining/papers/written-paper.js';
import { kitPaper, proposalMark, wordingMark, type KitWords } from './kit-words.js';

/** The questions of the form on paper, for departments to answer before someone types them. */
export function workingForm(say: KitWords): WrittenPaper {
  const { t, words, pact } = say;
  const own: Block = { kind: 'blanks', labels: [t('pledge.own')], tall: true };
  return kitPaper(say, 'form', [
    { kind: 'note', text: t('kit.form.note') },
    proposalMark(say),
    wordingMark(say),
    blanks(t('kit.form.filledBy')),
    heading(t('sections.authority')),
    blanks(t('authority.nameOfficial'), t('authority.country')),
    blanks(t('authority.website'), t('authority.population')),
    heading(t('sections.signer')),
    blanks(t('signer.name'), t('signer.office')),
    heading(t('sections.contact')),
    blanks(t('contact.name'), t('contact.office')),
    blanks(t('contact.email'), t('contact.phone')),
    heading(t('sections.decision')),
    blanks(t('decision.body'), t('decision.decidedOn')),
    ...pact.pillars.flatMap(({ name, aim, actions }, index) => [
      heading(words(name), colours.pillars[index % 4]),
      text(words(aim)),
      text(t('pledge.actionsHint'), true),
      ...actions.flatMap(({ wording }): Block[] => [
        { kind: 'tick', text: words(wording) },
        blanks(t('pledge.year'), t('pledge.lead')),
      ]),
      own,
      blanks(t('pledge.year'), t('pledge.lead')),
      { kind: 'tick' as const, text: t('pledge.notCompetent') },
      blanks(t('pledge.notYet')),
    ]),
  ]);
}
