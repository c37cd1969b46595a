import type { Submission } from '../../../../contract/pages.js';

const pledges = ['prevention', 'protection', 'prosecution', 'participation'];
/** What each kind of submission asks, as groups of its task list. */
export const taskGroups: Record<Submission['kind'], { name: string; tasks: string[] }[]> = {
  endorsement: [
    { name: 'about', tasks: ['authority', 'place'] },
    { name: 'people', tasks: ['signer', 'contact', 'decision'] },
    { name: 'pledges', tasks: pledges },
    { name: 'send', tasks: ['documents', 'check'] },
  ],
  amendment: [
    { name: 'about', tasks: ['authority', 'place'] },
    { name: 'pledges', tasks: pledges },
    { name: 'send', tasks: ['documents', 'check'] },
  ],
  progress: [{ name: 'report', tasks: ['progress', 'documents', 'check'] }],
  practice: [{ name: 'practice', tasks: ['practice', 'documents', 'check'] }],
  withdrawal: [{ name: 'leaving', tasks: ['leaving', 'documents', 'check'] }],
};
