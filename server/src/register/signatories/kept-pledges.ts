import { fold } from '../../platform/text/text.js';
import type { Pledge } from './pledge.entity.js';
import { hashOf, translationsOf, type Translation } from './translations.js';

/**
 * The pledges of an endorsement (nothing before) or of an amendment. One that remains keeps its
 * id, its language, its reported progress and the version of the Pact under which it was made;
 * so does one in own words of which only capitals, accents or punctuation changed. Any other
 * change of words makes a different promise ("will", "will not"), on which nothing was reported
 * yet. Each earlier pledge is continued at most once: an id is never used for two.
 */
export function keptPledges(after: readonly Pledge[], before: readonly Pledge[]): Pledge[] {
  const left = new Set(before);
  const continued = new Map<Pledge, Pledge>();
  for (const isSame of [isUnchanged, isRespelled])
    for (const pledge of after) {
      if (continued.has(pledge)) continue;
      const was = [...left].find((candidate) => isSame(candidate, pledge));
      if (!was) continue;
      left.delete(was);
      continued.set(pledge, was);
    }
  return after.map((pledge) => {
    const was = continued.get(pledge);
    const replaced = [...left].filter(({ pillarCode }) => pillarCode === pledge.pillarCode);
    const kept = withProgress(pledge, was);
    return { ...kept, translations: keptTranslations(kept, was, was ? [was] : replaced) };
  });
}

/**
 * Those of its note, and of its own words those that the town gave. Where it gave none in a
 * language, the one of our staff stays. A form shows those of the pledge that it continues or, when
 * the words became others, of one that it replaced.
 */
function keptTranslations(
  pledge: Pledge,
  was: Pledge | undefined,
  shown: readonly Pledge[],
): Translation[] {
  const { ownWords: words, ownWordsLanguage: language, translations } = pledge;
  const earlier = shown.flatMap((one) => one.translations);
  const given = translationsOf(
    { field: 'ownWords', words, language },
    translations,
    earlier,
    'town',
  );
  const stays = (was?.translations ?? []).filter(
    ({ field, by, of, language: into }) =>
      field === 'progressNote' ||
      (by === 'staff' &&
        words &&
        of === hashOf(words) &&
        given.every((one) => one.language !== into)),
  );
  return [...given, ...stays];
}

function isUnchanged(was: Pledge, now: Pledge): boolean {
  if (now.actionCode) return was.actionCode === now.actionCode;
  return was.ownWords === now.ownWords && was.pillarCode === now.pillarCode;
}

function isRespelled(was: Pledge, now: Pledge): boolean {
  if (!was.ownWords || !now.ownWords || was.pillarCode !== now.pillarCode) return false;
  return fold(was.ownWords) === fold(now.ownWords);
}

function withProgress(pledge: Pledge, was: Pledge | undefined): Pledge {
  if (!was) return pledge;
  const { id, pactVersion, progress, progressNote, evidenceUrl, reportedOn } = was;
  const { ownWordsLanguage } = was;
  return {
    ...pledge,
    ...{ id, pactVersion, progress, progressNote, evidenceUrl, reportedOn, ownWordsLanguage },
  };
}
