import type { StaffRole } from './kinds.js';

/** When a colleague is notified: by one mail each time, or in the daily or weekly letter. */
export const noticePeriods = ['at_once', 'daily', 'weekly', 'never'] as const;
export type NoticePeriod = (typeof noticePeriods)[number];

interface Notice {
  /** The roles whose work it is. Nobody else is notified, whatever they chose before. */
  roles: readonly StaffRole[];
  /** When each of them is notified, unless they choose otherwise. */
  byDefault: Partial<Record<StaffRole, NoticePeriod>>;
  /** Whether each letter names it until it is done; otherwise one letter does. */
  untilDone: boolean;
}

/**
 * The notices that colleagues get by mail, the most personal first: a letter names a case once,
 * under the first of these that fits.
 */
export const notices = {
  /** A colleague made the case mine. */
  assigned: {
    roles: ['reviewer', 'publisher'],
    byDefault: { reviewer: 'at_once', publisher: 'at_once' },
    untilDone: true,
  },
  /** A colleague named me in a note. */
  mention: {
    roles: ['reviewer', 'publisher'],
    byDefault: { reviewer: 'at_once', publisher: 'at_once' },
    untilDone: false,
  },
  /** An authority wrote a message that nobody has read or answered. */
  message: { roles: ['reviewer', 'publisher'], byDefault: { reviewer: 'daily' }, untilDone: true },
  /** A case has waited until it is due, or overdue. */
  due: { roles: ['reviewer', 'publisher'], byDefault: { reviewer: 'daily' }, untilDone: true },
  /** An authority answered a request for changes. */
  sentAgain: {
    roles: ['reviewer', 'publisher'],
    byDefault: { reviewer: 'daily' },
    untilDone: true,
  },
  newCase: { roles: ['reviewer', 'publisher'], byDefault: { reviewer: 'daily' }, untilDone: true },
  /** A reader says that something is wrong with an entry. */
  errorReport: {
    roles: ['reviewer', 'publisher'],
    byDefault: { reviewer: 'daily' },
    untilDone: true,
  },
  /** A person invited as the contact of an entry has proven the address: a colleague confirms. */
  provenContact: {
    roles: ['reviewer', 'publisher'],
    byDefault: { reviewer: 'daily' },
    untilDone: true,
  },
  /** A mail was given up: its reader knows nothing. */
  failedMail: {
    roles: ['reviewer', 'publisher', 'administrator'],
    byDefault: { reviewer: 'daily', administrator: 'daily' },
    untilDone: false,
  },
  /** The audit trail does not agree with itself or with the register. */
  brokenTrail: {
    roles: ['administrator'],
    byDefault: { administrator: 'at_once' },
    untilDone: true,
  },
  /** A document is missing from the store, or is not what was uploaded. */
  faultyDocument: {
    roles: ['administrator'],
    byDefault: { administrator: 'at_once' },
    untilDone: true,
  },
} as const satisfies Record<string, Notice>;

export type NoticeKind = keyof typeof notices;
export const noticeKinds = Object.keys(notices) as NoticeKind[];

/** Whether a colleague with these roles can get this notice. */
export function concerns(kind: NoticeKind, roles: readonly StaffRole[]): boolean {
  const { roles: concerned }: Notice = notices[kind];
  return concerned.some((role) => roles.includes(role));
}

/** The soonest of the colleague's roles. */
export function defaultPeriod(kind: NoticeKind, roles: readonly StaffRole[]): NoticePeriod {
  const { byDefault }: Notice = notices[kind];
  const periods = roles.map((role) => byDefault[role] ?? 'never');
  return noticePeriods.find((period) => periods.includes(period)) ?? 'never';
}
