import { uuidv7 } from 'uuidv7';
import { newReference } from '../../platform/text/tokens.js';
import { Submission } from './submission.entity.js';

type Given = Pick<Submission, 'kind' | 'language'> &
  Partial<
    Pick<Submission, 'answers' | 'contactEmail' | 'authorityId' | 'parentId' | 'enteredBy' | 'demo'>
  >;

/**
 * The row of a new draft, whether a town starts it, a contact who follows up, or a colleague who
 * enters a paper.
 */
export function newSubmission(given: Given): Submission {
  return Object.assign(new Submission(), {
    id: uuidv7(),
    reference: newReference(),
    state: 'draft',
    answers: {},
    typed: {},
    sectionVersions: {},
    sectionChanges: {},
    noAutomaticMail: false,
    signatureReminders: 0,
    demo: false,
    version: 1,
    updatedAt: new Date(),
    ...given,
  } satisfies Partial<Submission>);
}
