import { fileProblems } from '../../../../contract/file-problems.js';
import type { SectionName } from '../../../../contract/sections.js';
import { documentStates, editableStates } from '../../joining/submissions/submission.workflow.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import type { FieldError, Problem } from '../../platform/http/problem.js';

/** A case that waits for the signed Pact has its documents open, and nothing else. */
export const statesOf = (section: string) =>
  section === 'documents' ? documentStates : editableStates;

/** Faster than anybody can read: a bot, or a very quick accidental click. */
export function isHurried({ kind, createdAt }: Submission): boolean {
  return kind === 'endorsement' && Date.now() - createdAt.getTime() < limits.hurriedSeconds * 1000;
}

/** The next section of the group; after the last one of a group, the task list. */
export function nextPage(section: SectionName): string {
  const order: Partial<Record<SectionName, string>> = {
    authority: 'place',
    signer: 'contact',
    contact: 'decision',
    prevention: 'protection',
    protection: 'prosecution',
    prosecution: 'participation',
    progress: 'documents',
    practice: 'check',
    leaving: 'check',
  };
  return order[section] ?? 'tasks';
}

/** The field error for a problem with a file, shown at its field. */
export function fileError(problem: Problem, page: string): FieldError[] | null {
  const key =
    page === 'documents' ? (fileProblems as Record<string, string>)[problem.code] : undefined;
  return key ? [{ pointer: '/file', key, params: {}, detail: problem.message }] : null;
}
