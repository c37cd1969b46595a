import type { SubmissionKind } from './kinds.js';
import { sectionsOf } from './sections.js';

/** What decides which page of the form follows. */
interface Filled {
  kind: SubmissionKind;
  state: string;
  /** Only a lead names the contact. */
  role: string;
  /** The sections and documents that still lack an answer. */
  missing: readonly string[];
}

/** The page that follows in a form that was complete before, or that has few pages. */
const fixed: Record<string, string> = {
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

/**
 * The page after a saved section or the documents. A new endorsement continues with the next
 * section that lacks an answer, then with those skipped before, and ends with the check; so a
 * person who changes one answer from there is back at once. Changes and answers to the Congress
 * return to the task list after each group.
 */
export function pageAfter({ kind, state, role, missing }: Filled, saved: string): string {
  if (kind !== 'endorsement' || state !== 'draft')
    return saved === 'documents' && kind === 'progress' ? 'check' : (fixed[saved] ?? 'tasks');
  const sections = sectionsOf(kind).filter((section) => section !== 'declaration');
  const order: string[] = [...sections, 'documents'];
  const at = order.indexOf(saved);
  const lacking = [...order.slice(at + 1), ...order.slice(0, at)].find(
    (page) => missing.includes(page) && (page !== 'contact' || role === 'lead'),
  );
  return lacking ?? 'check';
}
