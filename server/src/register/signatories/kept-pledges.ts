import { fold } from '../../platform/text/text.js';
import type { Pledge } from './pledge.entity.js';

/** Which part of its words a promise may lose or gain and still be the same promise. */
const sameWords = 0.6;

/**
 * The pledges of an amendment. One that remains keeps its id, its language, its reported progress
 * and the version of the Pact under which it was made; so does one in own words that was corrected.
 * Each earlier pledge is continued at most once: an id is never used for two.
 */
export function keptPledges(after: readonly Pledge[], before: readonly Pledge[]): Pledge[] {
  const left = new Set(before);
  const continued = new Map<Pledge, Pledge>();
  for (const isSame of [isUnchanged, isReworded])
    for (const pledge of after) {
      if (continued.has(pledge)) continue;
      const was = [...left].find((candidate) => isSame(candidate, pledge));
      if (!was) continue;
      left.delete(was);
      continued.set(pledge, was);
    }
  return after.map((pledge) => withProgress(pledge, continued.get(pledge)));
}

function isUnchanged(was: Pledge, now: Pledge): boolean {
  if (now.actionCode) return was.actionCode === now.actionCode;
  return was.ownWords === now.ownWords && was.pillarCode === now.pillarCode;
}

function isReworded(was: Pledge, now: Pledge): boolean {
  if (!was.ownWords || !now.ownWords || was.pillarCode !== now.pillarCode) return false;
  const [one, other] = [wordsOf(was.ownWords), wordsOf(now.ownWords)];
  const common = [...one].filter((word) => other.has(word)).length;
  return common >= sameWords * Math.max(one.size, other.size, 1);
}

const wordsOf = (text: string) => new Set(fold(text).split(' ').filter(Boolean));

function withProgress(pledge: Pledge, was: Pledge | undefined): Pledge {
  if (!was) return pledge;
  const { id, pactVersion, progress, progressNote, evidenceUrl, reportedOn } = was;
  const { ownWordsLanguage } = was;
  return {
    ...pledge,
    ...{ id, pactVersion, progress, progressNote, evidenceUrl, reportedOn, ownWordsLanguage },
  };
}
