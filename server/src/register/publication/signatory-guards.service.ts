import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { SignatoryStep } from '../signatories/signatory-step.js';
import type { Signatory } from '../signatories/signatory.entity.js';
import {
  signatoryTransitions,
  type SignatoryAction,
  type SignatoryGuard,
  type SignatoryTransition,
} from '../signatories/signatory.workflow.js';

/** A step that a colleague, or the clock, wants to take. */
interface Wanted {
  manager: EntityManager;
  signatory: Signatory;
  step: Partial<Pick<SignatoryStep, 'reason' | 'publishOn'>>;
  by: Staff | 'clock';
}

/**
 * @returns the missing value, or null when the guard holds.
 * @throws Problem if no value could help.
 */
type Check = (
  wanted: Wanted & { action: SignatoryAction },
) => FieldError | null | Promise<FieldError | null>;

/** Checks the guards that the transition table requires of a step, besides state and role. */
@Injectable()
export class SignatoryGuards {
  private readonly checks: Record<SignatoryGuard, Check> = {
    'reason given': ({ step }) => (step.reason ? null : reasonMissing),
    'day to come': ({ step }) => (isDayToCome(step.publishOn) ? null : notToCome),
    'has a day': ({ signatory, action }) => {
      if (!signatory.publishOn) throw wrongState(signatory, action, 'No day was chosen.');
      return null;
    },
    'day has come': ({ signatory, action }) => {
      if (!signatory.publishOn || signatory.publishOn > dayInStrasbourg())
        throw wrongState(signatory, action, 'The day has not come.');
      return null;
    },
    'second person': async ({ manager, signatory, by }) => {
      if (by !== 'clock') await this.requireSecondPerson(manager, signatory, by);
      return null;
    },
  };

  constructor(private readonly settings: SettingsService) {}

  /**
   * @throws Problem 403 when another colleague must do it, 409 when there is no date to cancel, 422
   *   listing what is missing.
   */
  async require({ action, guards }: SignatoryTransition, wanted: Wanted): Promise<void> {
    const missing: FieldError[] = [];
    for (const guard of guards) {
      const error = await this.checks[guard]({ ...wanted, action });
      if (error) missing.push(error);
    }
    if (missing.length > 0) throw Problem.invalid(missing);
  }

  /**
   * With four eyes, the colleague who approved or last changed it can neither publish nor schedule
   * it.
   * @throws Problem 403
   */
  async requireSecondPerson(
    manager: EntityManager,
    { decidedBy }: Pick<Signatory, 'decidedBy'>,
    staff: Staff,
  ): Promise<void> {
    if (decidedBy !== staff.id || !(await this.settings.inside(manager)).fourEyes) return;
    throw new Problem(
      403,
      'second-person-needed',
      'You took the last step here; the next one is for another colleague.',
    );
  }

  /** The actions open to this colleague now, and whether another colleague could do more. */
  async possible(
    manager: EntityManager,
    signatory: Signatory,
    staff: Staff,
  ): Promise<{ actions: SignatoryAction[]; secondPersonNeeded: boolean }> {
    const actions = possibleActions(signatoryTransitions, signatory.state, staff.roles).filter(
      (action) =>
        signatory.publishOn !== null || !guardsOf(signatory, action).includes('has a day'),
    );
    const forOthers = actions.filter((action) =>
      guardsOf(signatory, action).includes('second person'),
    );
    const secondPersonNeeded =
      forOthers.length > 0 &&
      signatory.decidedBy === staff.id &&
      (await this.settings.inside(manager)).fourEyes;
    return {
      actions: secondPersonNeeded
        ? actions.filter((action) => !forOthers.includes(action))
        : actions,
      secondPersonNeeded,
    };
  }
}

const reasonMissing: FieldError = {
  pointer: '/reason',
  key: 'isNotEmpty',
  params: {},
  detail: 'say why',
};
const notToCome: FieldError = {
  pointer: '/publishOn',
  key: 'isDayToCome',
  params: {},
  detail: 'choose a day after today, within two years',
};

function wrongState({ state }: Signatory, action: SignatoryAction, detail: string): Problem {
  return new Problem(409, 'wrong-state', detail, { state, action });
}

function guardsOf({ state }: Signatory, action: SignatoryAction): readonly SignatoryGuard[] {
  return (
    signatoryTransitions.find((row) => row.from === state && row.action === action)?.guards ?? []
  );
}

function isDayToCome(day: string | undefined): boolean {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return false;
  return (
    day > dayInStrasbourg() && day <= dayInStrasbourg(new Date(Date.now() + 2 * 365 * 86_400_000))
  );
}
