import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** Whether the authority has written something that nobody has read or answered yet. */
export function messagesFinding({ unread }: ExaminedCase): FindingDto | null {
  return unread > 0 ? finding('messages', 'notice', 'unread', { n: unread }) : null;
}

/** Whether mails to the contact came back. */
export function deliveryFinding({ returnedSince: day }: ExaminedCase): FindingDto | null {
  return day === null ? null : finding('delivery', 'danger', 'returned', { day });
}
