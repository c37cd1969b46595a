import { languages, type Language } from '../../../../contract/languages.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import type { OfRound } from '../mailings/recipients.js';
import type { Round, RoundText } from '../../register/rounds/round-content.js';

interface PublicTexts {
  round: {
    mail: Record<
      OfRound['mail'] | 'subject' | 'reminderSubject' | 'howPublic' | 'howPrivate',
      string
    >;
  };
}

const words = new Map(
  languages.map((language) => [language, readTexts<PublicTexts>(language, 'public').round.mail]),
);

/**
 * The letter of a round in each language in which it is written. It names the authority, so that
 * an address that two signatories share gets one for each.
 */
export function roundLetters(
  { texts, isPublic, lastDay }: Round,
  mail: OfRound['mail'],
): { language: Language; subject: string; text: string }[] {
  return texts.map(({ language, title, intro }: RoundText) => {
    const t = words.get(language)!;
    const subject = mail === 'reminder' ? t.reminderSubject : t.subject;
    const ask = t[mail].replace('{date}', dayInWords(lastDay!, language));
    return {
      language,
      subject: subject.replace('{title}', () => title),
      text: [intro, ask, isPublic ? t.howPublic : t.howPrivate].join('\n\n'),
    };
  });
}
