import type { Answers } from '../../joining/submissions/answers.js';
import type { Asked, ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** An answer that differs from the one at the time of the request for changes. */
export interface AnswerChange {
  /** Section and field, as in a remark: `/authority/region`. */
  pointer: string;
  before: string | null;
  after: string | null;
}

export interface AnsweredRemark {
  pointer: string;
  text: string;
  answered: boolean;
}

/** The changes in a case that came back after a request for changes. */
export interface SentAgain {
  by: string;
  at: string;
  remarks: AnsweredRemark[];
  changes: AnswerChange[];
  newDocuments: number;
}

/** Null for a case that was not asked for changes, or whose earlier answers were not kept. */
export function sentAgainOf({ answers, asked, documents }: ExaminedCase): SentAgain | null {
  if (!asked?.answers) return null;
  const changes = answerChanges(asked.answers, answers);
  const newDocuments = documents.filter(({ uploadedAt }) => isAfter(uploadedAt, asked)).length;
  const isAnswered = (pointer: string) =>
    pointer === '/documents'
      ? newDocuments > 0
      : changes.some((change) => concerns(pointer, change.pointer));
  const remarks = asked.comments.map(({ pointer, text }) => ({
    pointer,
    text,
    answered: isAnswered(pointer),
  }));
  return { by: asked.by, at: new Date(asked.at).toISOString(), remarks, changes, newDocuments };
}

export function answersFinding(one: ExaminedCase): FindingDto | null {
  const back = sentAgainOf(one);
  if (!back) return one.asked ? finding('answers', 'notice', 'back') : null;
  const n = back.changes.length + back.newDocuments;
  const open = back.remarks.filter(({ answered }) => !answered).length;
  if (n === 0) return finding('answers', 'notice', 'unchanged');
  return open > 0
    ? finding('answers', 'notice', 'partly', { n, open })
    : finding('answers', 'notice', 'changed', { n });
}

/** The answers that differ, by their pointers. */
export function answerChanges(before: Answers, after: Answers): AnswerChange[] {
  // The earlier answers omit a contact who has handed over.
  const { contact, ...others } = after;
  const now = before.contact ? { ...others, ...(contact ? { contact } : {}) } : others;
  const [was, is] = [leaves(before), leaves(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((pointer) => ({
      pointer,
      before: was.get(pointer) ?? null,
      after: is.get(pointer) ?? null,
    }))
    .filter((change) => change.before !== change.after);
}

/**
 * A remark on a section also covers its fields; a remark on one coordinate covers the whole point.
 */
function concerns(remark: string, changed: string): boolean {
  if (remark.startsWith('/place/')) return changed.startsWith('/place');
  return remark === changed || `${remark}/`.startsWith(`${changed}/`)
    ? true
    : changed.startsWith(`${remark}/`);
}

/** Flattens the answers to texts by pointer: pledges by their action, the point as a whole. */
function leaves(answers: Answers): Map<string, string> {
  const found = new Map<string, string>();
  for (const [section, value] of Object.entries(answers)) {
    if (section === 'place') found.set('/place', pointText(answers.place!));
    else if (section !== 'declaration') collect(`/${section}`, value, found);
  }
  return found;
}

function collect(pointer: string, value: unknown, found: Map<string, string>): void {
  if (value === null || value === undefined || value === '') return;
  // The names of joint signatories are also text beside their rows.
  if (/\/authority\/(placeId|joint)$/.test(pointer)) return;
  if (typeof value !== 'object') found.set(pointer, String(value as string | number | boolean));
  else if (pointer.endsWith('/actions'))
    for (const { code, ...more } of value as { code: string }[])
      found.set(`${pointer}/${code}`, pledgeText(more));
  else if (pointer.endsWith('/reports'))
    for (const { pledgeId, ...report } of value as { pledgeId: string }[])
      collect(`/progress/${pledgeId}`, report, found);
  else if (pointer.endsWith('/ownWords'))
    (value as { text: string }[]).forEach(({ text, ...more }, index) =>
      found.set(`${pointer}/${index}/text`, [text, pledgeText(more)].filter(Boolean).join(' · ')),
    );
  else
    for (const [name, inner] of Object.entries(value)) collect(`${pointer}/${name}`, inner, found);
}

/** The details that a pledge adds to its action: a year, the department. */
function pledgeText(details: object): string {
  return Object.values(details)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join(', ');
}

const pointText = ({ latitude, longitude }: NonNullable<Answers['place']>) =>
  `${latitude} / ${longitude}`;
const isAfter = (uploadedAt: string, { at }: Asked) => new Date(uploadedAt) > new Date(at);
