import { uuidv7 } from 'uuidv7';
import { pillarCodes } from '../../../../contract/pillars.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { Pledge } from './pledge.entity.js';
import { givenIn, translationsOf } from './translations.js';

/**
 * Converts the pledges of a submission's answers to rows of a signatory, in the order of the Pact.
 * They have every translation that the town gave: `keptPledges` knows the language of the words.
 */
export function pledgesOf(submission: Submission, signatoryId: string): Pledge[] {
  const pledges = pillarCodes.flatMap((pillarCode) => {
    const answer = submission.answers[pillarCode];
    const chosen = (answer?.actions ?? []).map(({ code, targetYear, leadDepartment }) => ({
      pillarCode,
      actionCode: code,
      ownWords: null,
      ownWordsLanguage: null,
      translations: [],
      targetYear,
      leadDepartment,
    }));
    const own = (answer?.ownWords ?? []).map(({ text, targetYear, leadDepartment, ...given }) => ({
      pillarCode,
      actionCode: null,
      ownWords: text,
      ownWordsLanguage: submission.language,
      translations: translationsOf(
        { field: 'ownWords', words: text, language: null },
        ...([givenIn(given), [], 'town'] as const),
      ),
      targetYear,
      leadDepartment,
    }));
    return [...chosen, ...own];
  });
  return pledges.map((pledge, position) => ({
    id: uuidv7(),
    signatoryId,
    pactVersion: submission.pactVersion,
    progress: 'planned',
    ...pledge,
    targetYear: pledge.targetYear ?? null,
    leadDepartment: pledge.leadDepartment ?? null,
    progressNote: null,
    evidenceUrl: null,
    reportedOn: null,
    position,
  }));
}
