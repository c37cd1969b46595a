import { dayInStrasbourg } from '../../../../contract/clock.js';
import { limits } from '../../platform/config/limits.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Acting } from '../../accounts/four-eyes/proposals.service.js';
import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { Behind } from '../../platform/settings/four-eyes.js';
import type { Undo } from '../../platform/undo/undo.service.js';
import type { SignatoryStep } from '../signatories/signatory-step.js';
import type { Signatory } from '../signatories/signatory.entity.js';
import {
  secondColleague,
  type SignatoryAction,
  type SignatoryState,
} from '../signatories/signatory.workflow.js';

/** A step being taken, by a colleague or by the scheduler on the chosen date. */
export interface TakenStep {
  action: Exclude<SignatoryAction, 'merge'>;
  reasonCode: ReasonCode;
  reason: string;
  /** Why the authority itself wants to leave. */
  leaving?: string;
  mail: boolean;
  publishOn?: string | undefined;
  by: Staff | 'clock';
  undo?: Undo;
  behind: Behind;
}

/** The people behind a step, by its need for a second colleague. */
export function behindStep(
  action: SignatoryStep['action'],
  { decidedBy }: Signatory,
  eyes: Acting['eyes'],
): Behind {
  const second = secondColleague[action];
  if (second === 'nobody') return 'takes away';
  return { eyes: second === 'the approver counts' ? [...eyes, decidedBy] : eyes };
}

/**
 * A signatory that returns is not late at once: it gets time to report, and keeps a longer
 * extension.
 */
function dayOfReturn({ reportExtendedUntil: known }: Signatory): string {
  const day = dayInStrasbourg(new Date(Date.now() + limits.reportAfterReturnDays * 86_400_000));
  return known && known > day ? known : day;
}

/** An entry on hold is never named as silent, nor is one on the day that the hold ends. */
function reportingAfter(
  signatory: Signatory,
  action: TakenStep['action'],
): Partial<Pick<Signatory, 'reportExtendedUntil' | 'silenceTold'>> {
  switch (action) {
    case 'hold':
      return { silenceTold: false };
    case 'resume':
    case 'restore':
      return { silenceTold: false, reportExtendedUntil: dayOfReturn(signatory) };
    default:
      return {};
  }
}

/** The columns that a step changes. */
export function changeOf(
  signatory: Signatory,
  state: SignatoryState,
  { action, mail, publishOn, by }: TakenStep,
): Partial<Signatory> {
  return {
    state,
    publishOn: action === 'schedule' ? publishOn! : null,
    publishWithoutMail: action === 'schedule' && !mail,
    version: signatory.version + 1,
    changedAt: new Date(),
    publishedAt: state === 'unlisted' ? null : (signatory.publishedAt ?? new Date()),
    withdrawnAt: state === 'withdrawn' ? new Date() : null,
    ...reportingAfter(signatory, action),
    ...(by === 'clock' ? {} : { decidedBy: by.id }),
  };
}
