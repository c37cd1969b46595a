import {
  courtesyLanguages,
  languages,
  type Language,
  type OfficialLanguage,
} from '../../../../contract/languages.js';
import type { ReasonedDecision } from '../../../../contract/reason-codes.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import type { MessageTemplateDto } from './message-templates.dto.js';

/** The replies that most cases need, and the decision that each is for; null for every decision. */
const starterVerdicts = {
  unsigned: 'request_changes',
  unreadable: 'request_changes',
  signer: 'request_changes',
  vague: 'request_changes',
  thanks: null,
  duplicate: 'reject',
} as const satisfies Record<string, ReasonedDecision | null>;
type StarterKey = keyof typeof starterVerdicts;

type Replies = Record<StarterKey, { name: string; text: string }>;
const replies = new Map(
  languages.map((language) => [language, readTexts<Replies>(language, 'replies')]),
);
const textOf = (language: Language, key: StarterKey) => replies.get(language)![key].text;

/** Our starters in all languages, named in the language of the colleague who adds them. */
export function starters(language: OfficialLanguage): (MessageTemplateDto & { key: string })[] {
  return (Object.keys(starterVerdicts) as StarterKey[]).map((key) => ({
    key,
    name: replies.get(language)![key].name,
    verdict: starterVerdicts[key],
    textEn: textOf('en', key),
    textFr: textOf('fr', key),
    otherTexts: courtesyLanguages.map((other) => ({ language: other, text: textOf(other, key) })),
  }));
}

/** Replies that staff wrote under the same name are left alone. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  return free;
}
