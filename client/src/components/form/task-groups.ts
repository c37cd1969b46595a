import { submissionKinds, type SubmissionKind } from '../../../../contract/kinds.ts';
import { sectionGroups } from '../../../../contract/sections.ts';

export interface TaskGroup {
  name: string;
  tasks: readonly string[];
}

const ending = ['documents', 'check'];

/**
 * The task list of each kind of submission: its sections, then the documents and the answers to
 * check before they are sent.
 */
export const taskGroups = Object.fromEntries(
  submissionKinds.map((kind) => [kind, groupsOf(kind)]),
) as Record<SubmissionKind, TaskGroup[]>;

/** The ending has a separate heading if there are several groups. A single group includes it. */
function groupsOf(kind: SubmissionKind): TaskGroup[] {
  const groups = sectionGroups[kind].map(({ name, sections }) => ({ name, tasks: sections }));
  const [only, ...more] = groups;
  return only && more.length === 0
    ? [{ name: only.name, tasks: [...only.tasks, ...ending] }]
    : [...groups, { name: 'send', tasks: ending }];
}
