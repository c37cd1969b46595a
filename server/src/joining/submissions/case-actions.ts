import { personRoles, type PersonRole } from '../../../../contract/case-roles.js';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import type { SectionName } from '../../../../contract/sections.js';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from './submission.entity.js';
import { editableStates } from './submission.workflow.js';

/** Every action on a draft or a case; each route names one. */
export const caseActions = [
  'see the form',
  'fill in',
  'name the contact',
  'send',
  'see the case',
  'write to the Congress',
  'begin what follows',
  'answer a round',
  'take back',
  'leave the register',
  'decide who takes part',
  'stop taking part',
  'take over',
  'hand over',
  'mail a link',
  'copy and erase',
  'support members',
] as const;
export type CaseAction = (typeof caseActions)[number];

const leads: readonly PersonRole[] = ['lead'];
const senders: readonly PersonRole[] = ['lead', 'sender'];
const writers: readonly PersonRole[] = ['lead', 'sender', 'contributor'];
const own: readonly PersonRole[] = [...writers, 'reader'];

/** Roles and their actions. The contact, whose session names no person, is a lead. */
export const rolesFor: Record<CaseAction, readonly PersonRole[]> = {
  'see the form': personRoles,
  'fill in': [...writers, 'supporter'],
  'name the contact': leads,
  send: senders,
  'see the case': own,
  'write to the Congress': writers,
  'begin what follows': writers,
  'answer a round': writers,
  'take back': leads,
  'leave the register': leads,
  'decide who takes part': leads,
  'stop taking part': personRoles,
  'take over': leads,
  'hand over': leads,
  'mail a link': leads,
  'copy and erase': leads,
  'support members': writers,
};

export const roleOf = ({ person }: Pick<Submission, 'person'>): PersonRole =>
  person?.role ?? 'lead';

/**
 * Only a lead can do anything with a withdrawal from the register. A supporter sees only an
 * endorsement that can be filled in.
 */
export function mayDo(submission: Submission, action: CaseAction): boolean {
  const role = roleOf(submission);
  const { kind, state } = submission;
  const isOwn = role !== 'supporter';
  if (!isOwn && action !== 'stop taking part') {
    if (kind !== 'endorsement' || !editableStates.includes(state)) return false;
  }
  const reads = action === 'see the form' || action === 'see the case';
  const meant = kind === 'withdrawal' && !reads ? 'leave the register' : action;
  return rolesFor[meant].includes(role);
}

/** A supporter sees the contact only while the draft is open to them. */
const mayKnowContact = (submission: Submission): boolean =>
  roleOf(submission) !== 'supporter' || mayDo(submission, 'see the form');

/** @throws Problem 403 that names whom to ask. */
export function requireRole(submission: Submission, action: CaseAction): void {
  if (mayDo(submission, action)) return;
  const contact = mayKnowContact(submission) ? (submission.answers.contact?.name ?? null) : null;
  throw new Problem(
    403,
    'not-your-role',
    `Your role does not include this. Ask ${contact ?? 'the lead who invited you'}.`,
    { role: roleOf(submission), contact },
  );
}

/**
 * Only a lead can say who the contact is, and only a person who may send can make the declaration.
 * @throws like `requireRole`.
 */
export function requireSection(submission: Submission, section: SectionName): void {
  if (section === 'contact') requireRole(submission, 'name the contact');
  if (section === 'declaration') requireRole(submission, 'send');
}

/** Only a lead can begin a withdrawal from the register. @throws like `requireRole`. */
export function requireKind(home: Submission, kind: SubmissionKind): void {
  if (kind === 'withdrawal') requireRole(home, 'leave the register');
}
