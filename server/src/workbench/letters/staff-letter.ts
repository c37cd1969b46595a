import { queueStages } from '../../../../contract/kinds.js';
import { noticeKinds, type NoticeKind } from '../../../../contract/notices.js';
import { limits } from '../../platform/config/limits.js';
import type { LetterBlock } from '../../platform/mail/letter.entity.js';
import type { StaffLetterWords } from '../../platform/mail/texts.js';

/** One item of a letter, with the page that shows it. */
export interface Line {
  text: string;
  path: string;
}

/** The items of a letter, by kind, with the total of each. */
export type Sections = Partial<Record<NoticeKind, { lines: Line[]; total: number }>>;

/** Where all of a kind are listed. */
const lists: Record<NoticeKind, string> = {
  assigned: '/staff/cases?assignee=me',
  mention: '/staff',
  message: `/staff/cases?show=${queueStages.join(',')}&unread=true`,
  due: '/staff/cases?band=overdue,due',
  sentAgain: '/staff/cases',
  newCase: '/staff/cases',
  errorReport: '/staff/error-reports',
  provenContact: '/staff',
  failedMail: '/staff/mails?state=dead',
  brokenTrail: '/staff/trail',
  faultyDocument: '/staff',
};

/** The number of items in a mail. */
export function totalOf(sections: Sections): number {
  return Object.values(sections).reduce((sum, { total }) => sum + total, 0);
}

/** The letter: a heading for each kind, its rows as links, and a link to those left out. */
export function letterOf(
  sections: Sections,
  words: StaffLetterWords,
): { subject: string; blocks: LetterBlock[] } {
  const counted = (text: string, n: number | string) => text.replaceAll('{n}', String(n));
  const blocks = noticeKinds.flatMap((kind): LetterBlock[] => {
    const section = sections[kind];
    if (!section || section.total === 0) return [];
    const shown = section.lines.slice(0, limits.staffLetters.rows);
    const rest = section.total - shown.length;
    return [
      { kind: 'heading', text: counted(words[kind], section.total) },
      ...shown.map(({ text, path }): LetterBlock => ({ kind: 'link', text, path })),
      ...(rest > 0
        ? [{ kind: 'link' as const, text: counted(words.more, rest), path: lists[kind] }]
        : []),
    ];
  });
  return { subject: counted(words.open, totalOf(sections)), blocks };
}

/** A case as staff name it. */
export function caseLine(of: { id: string; authority: string; reference: string }): Line {
  const name = of.authority === of.reference ? of.authority : `${of.authority} (${of.reference})`;
  return { text: name, path: `/staff/cases/${of.id}` };
}

/** A report of an error, by the entry that it is about. */
export function errorReportLine(of: { id: string; authority: string }): Line {
  return { text: of.authority, path: `${lists.errorReport}/${of.id}` };
}

/** A person who waits to be confirmed as contact, by the file of the entry. */
export function provenContactLine(of: { id: string; authority: string }): Line {
  return { text: of.authority, path: `/staff/register/${of.id}/file` };
}

/** A failed mail; without a case it has no authority. */
export function mailLine(
  { authority, reference }: { authority: string | null; reference: string | null },
  words: StaffLetterWords,
): Line {
  const about = authority && reference && authority !== reference ? ` (${reference})` : '';
  return { text: `${authority ?? words.mail}${about}`, path: lists.failedMail };
}

export function trailLine(seq: string, words: StaffLetterWords): Line {
  return { text: words.trail.replaceAll('{n}', seq), path: lists.brokenTrail };
}

/** @param of how many documents are missing or damaged, and the first of them. */
export function documentsLine(of: { count: number; first: string }, words: StaffLetterWords): Line {
  const text = words.documents.replaceAll('{n}', String(of.count)).replaceAll('{first}', of.first);
  return { text, path: lists.faultyDocument };
}
