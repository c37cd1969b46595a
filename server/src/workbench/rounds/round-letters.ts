import { languages, officialLanguages, type Language } from '../../../../contract/languages.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import type { Mailing } from '../mailings/mailing-content.js';
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
  { texts, isPublic, lastDay }: Pick<Round, 'texts' | 'isPublic' | 'lastDay'>,
  mail: OfRound['mail'],
): { language: Language; subject: string; text: string }[] {
  return texts.map(({ language, title, intro }: RoundText) => {
    const t = words.get(language)!;
    const subject = mail === 'reminder' ? t.reminderSubject : t.subject;
    const ask = t[mail].replace('{date}', lastDay ? dayInWords(lastDay, language) : '…');
    return {
      language,
      subject: subject.replace('{title}', () => title),
      text: [intro, ask, isPublic ? t.howPublic : t.howPrivate].join('\n\n'),
    };
  });
}

/**
 * The invitation of a round that is not open yet, as an unsaved letter. A round without texts gets
 * one in the official languages, so that its recipients can be counted.
 */
export function draftInvitation(round: Round): Mailing {
  const { id, texts, writtenBy, version, changedAt, changedBy } = round;
  const none = officialLanguages.map((language) => ({
    ...{ language, title: '', intro: '', questions: [] },
  }));
  const written = { ...round, texts: texts.length > 0 ? texts : none };
  return {
    ...{ id, writtenBy, version, changedAt, changedBy },
    ...{ state: 'draft', kind: 'duty', filter: round.filter, round: { id, mail: 'invitation' } },
    texts: roundLetters(written, 'invitation').map((text) => ({ ...text, letterId: null })),
  };
}
