import { labelled } from '../../../../contract/labelled.js';
import { colours } from '../../joining/papers/paper.js';
import type { Block, WrittenPaper } from '../../joining/papers/written-paper.js';
import { heading, text } from '../../joining/papers/written-paper.js';
import { effort } from './effort.js';
import { datedPaper, proposalMark, wordingMark, type KitWords } from './kit-words.js';

/** Every action of the Pact with its estimated effort and the signatories that have pledged it. */
export function actionList(say: KitWords): WrittenPaper {
  const { t, words, pact } = say;
  return datedPaper(say, 'actions', [
    wordingMark(say),
    proposalMark(say),
    text(t('kit.effort.note'), true),
    text(t('kit.examplesNote'), true),
    ...pact.pillars.flatMap(({ code, name, aim, actions }, index) => [
      heading(words(name), colours.pillars[index % 4]),
      text(words(aim)),
      ...actions.flatMap((action): Block[] => [
        { kind: 'subheading', text: words(action.wording) },
        ...(words(action.explanation) ? [text(words(action.explanation))] : []),
        ...effortOf(say, action.code),
        ...exampleOf(say, action.code),
      ]),
      ...practiceOf(say, code),
    ]),
  ]);
}

function effortOf({ t, language }: KitWords, action: string): Block[] {
  const takes = effort[action];
  if (!takes) return [];
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const all = list.format(takes.map((one) => t(`kit.effort.${one}`)));
  return [text(labelled(t('kit.effort.label'), all, language), true)];
}

function exampleOf({ t, language, country, examples }: KitWords, action: string): Block[] {
  const found = examples.get(action);
  if (!found) return [];
  const { name, countryCode, progress, address } = found;
  const who = `${name} (${country(countryCode)}), ${t(`progress.${progress}`)}.`;
  return [{ kind: 'link', text: labelled(t('kit.example'), who, language), address }];
}

function practiceOf({ t, language, country, practices }: KitWords, pillar: string): Block[] {
  const found = practices.get(pillar);
  if (!found) return [];
  const { title, name, countryCode, address } = found;
  const what = `${title}, ${name} (${country(countryCode)}).`;
  return [{ kind: 'link', text: labelled(t('kit.practice'), what, language), address }];
}
