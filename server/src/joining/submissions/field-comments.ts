import type { SubmissionKind } from '../../../../contract/kinds.js';
import { sectionsOf } from '../../../../contract/sections.js';

/**
 * A comment of the Congress on one answer. The pointer gives the section and the field:
 * `/authority/region`, `/prevention/actions/prevention.training`.
 */
export interface FieldComment {
  pointer: string;
  text: string;
}

/** Whether the form of this kind of submission has a page that can show the comment. */
export function standsOnForm(kind: SubmissionKind, pointer: string): boolean {
  const [, section] = pointer.split('/');
  return (
    section === 'documents' ||
    (section !== 'declaration' && (sectionsOf(kind) as readonly string[]).includes(section ?? ''))
  );
}

/** The reason and the comments as one text, for a mail. */
export function inWords(reason: string, comments: readonly FieldComment[]): string {
  return [...(reason ? [reason] : []), ...comments.map(({ text }) => `– ${text}`)].join('\n');
}
