import type { SubmissionKind } from '../../../../contract/kinds.js';
import { sectionsOf } from '../../../../contract/sections.js';

/**
 * A remark of the Congress at one answer. The pointer leads from the section to the field:
 * `/authority/region`, `/prevention/actions/prevention.training`.
 */
export interface FieldComment {
  pointer: string;
  text: string;
}

/** Whether the form of this kind of submission has a page on which the remark can stand. */
export function standsOnForm(kind: SubmissionKind, pointer: string): boolean {
  const [, section] = pointer.split('/');
  return (
    section === 'documents' ||
    (section !== 'declaration' && (sectionsOf(kind) as readonly string[]).includes(section ?? ''))
  );
}

/** Reason and remarks as one text, for a mail. */
export function inWords(reason: string, comments: readonly FieldComment[]): string {
  return [...(reason ? [reason] : []), ...comments.map(({ text }) => `– ${text}`)].join('\n');
}
