import { nameIn, wordsIn, type Language } from '../../../../contract/languages.js';
import type { TownTexts } from '../../../../contract/town-kit.js';
import { formatDate } from '../../joining/papers/endorsement-paper.js';
import { publicWordsIn } from '../../joining/papers/public-words.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import type { PledgedWording } from '../../../../contract/page-parts.js';
import type { Pact } from '../public/pact-reader.service.js';
import type { SignatoryDto } from '../public/public.dto.js';

export interface TownFacts {
  signatory: SignatoryDto;
  pact: Pact;
  /** How each pledged action was worded when it was pledged, by its code. */
  pledged: Record<string, PledgedWording>;
  /** The administrators' changes to the texts of this language. */
  changed: Readonly<Record<string, string>>;
  origin: string;
}

/** No texts for entries on hold, withdrawn entries and demonstration data. */
export const mayAnnounce = (signatory: Pick<SignatoryDto, 'state' | 'demo'> | null): boolean =>
  signatory?.state === 'published' && !signatory.demo;

/** The texts that a signatory may take for its website and the press, in one language. */
export function townTexts(language: Language, facts: TownFacts): TownTexts {
  const { signatory, pact, pledged, changed, origin } = facts;
  const t = publicWordsIn(language, changed);
  const { id, names, signedOn } = signatory;
  const name = nameIn(language, names);
  const said = {
    name,
    pact: t('layout.name'),
    address: `${origin}${signatoryPath(language, id, names.en)}`,
    help: `${origin}/${language}/help`,
  };
  const pillars = pact.pillars.map((pillar) => ({
    name: wordsIn(language, pillar.name),
    pledges: signatory.pledges
      .filter((pledge) => pledge.pillar === pillar.code && pledge.progress !== 'dropped')
      .map(({ action, ownWords, ownWordsLanguage, targetYear }) => {
        const wording = action ? pledged[action] : undefined;
        const text = wording ? wordsIn(language, wording.then) : (ownWords ?? action ?? '');
        const year = targetYear && t('signatory.target', { year: `${targetYear}` });
        return {
          text: year ? `${text} (${year})` : text,
          language: wording ? null : ownWordsLanguage,
        };
      }),
  }));
  return {
    language,
    headline: t('townKit.headline', said),
    paragraphs: [
      t('townKit.body', said),
      ...(signedOn
        ? [`${t('signatory.sinceDate', { date: formatDate(signedOn, language) })}.`]
        : []),
    ],
    pledgesLead: t('townKit.pledges'),
    pillars: pillars.filter(({ pledges }) => pledges.length > 0),
    quote: t('townKit.quote'),
    closing: [t('townKit.follow', said), t('townKit.help', said)],
    website: t('townKit.websiteText', said),
  };
}
