import { fileProblems } from '../../../../contract/file-problems.js';
import type { SectionName } from '../../../../contract/sections.js';
import { documentStates, editableStates } from '../../joining/submissions/submission.workflow.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import type { FieldError, Problem } from '../../platform/http/problem.js';
import type { FormState } from './endorse-pages.js';
import { text, type Fields } from './form-fields.js';
import { stepOfRows, type RowStep } from './joint-rows.js';

/** While a case waits for the signed Pact, only its documents can be changed. */
export const statesOf = (section: string) =>
  section === 'documents' ? documentStates : editableStates;

/** Faster than anyone can read: a bot, or a very quick accidental click. */
export function isHurried({ kind, createdAt }: Submission): boolean {
  return kind === 'endorsement' && Date.now() - createdAt.getTime() < limits.hurriedSeconds * 1000;
}

/** The field error for a problem with a file, shown at its field. */
export function fileError(problem: Problem, page: string): FieldError[] | null {
  const key =
    page === 'documents' ? (fileProblems as Record<string, string>)[problem.code] : undefined;
  return key ? [{ pointer: '/file', key, params: {}, detail: problem.message }] : null;
}

/**
 * The action of a button in the middle of a page: adds and removes rows, or moves the map. The
 * input is kept.
 * @returns null for the button at the end.
 */
export function stepWithin(section: SectionName, fields: Fields, button: unknown): RowStep | null {
  if (section === 'authority') return stepOfRows(fields, button);
  if (section !== 'place' || !text(button).startsWith('box:')) return null;
  const box = text(button).slice('box:'.length);
  return { fields, next: `place?${new URLSearchParams({ box }).toString()}` };
}

/** The map at a point that is shown but not chosen yet. */
export function pointAt(at: unknown): FormState | undefined {
  const [latitude, longitude] = text(at).split(',');
  if (latitude === undefined || longitude === undefined) return undefined;
  return { fields: { latitude, longitude }, errors: [], problem: null, status: 200 };
}
