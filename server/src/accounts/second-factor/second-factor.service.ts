import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { qrPath } from './qr-code.js';
import { recoveryCodesLeft, renewRecoveryCodes, useRecoveryCode } from './recovery-codes.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import type { SecondFactor } from '../access/staff-session.entity.js';
import { Staff } from '../access/staff.entity.js';
import { newTotp, openTotp, sealTotp, stepOfCode } from './totp.js';
import type { Visitor } from '../access/visitor.js';

const perNetwork = limits.wrongCodesPerNetwork;
const perAccount = limits.wrongCodesPerAccount;

/** The secret for an authenticator app, as shown once to its owner. */
export interface TotpOffer {
  secret: string;
  qr: { size: number; path: string };
}

/**
 * The result of setting up a factor: recovery codes with the first one, and the new cookie's secret
 * when it completes sign-in.
 */
export interface FactorSetUp {
  recoveryCodes: string[];
  token: string | null;
}

/**
 * The second factor by codes: an authenticator app, and recovery codes in case the phone is lost.
 */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly events: EventsService,
    private readonly sessions: SessionsService,
    private readonly mails: SecurityMails,
  ) {}

  /**
   * Completes a partial session with a code of the app or a recovery code, or confirms in a
   * complete one that its owner is present. Guesses are rate limited per network and per account; a
   * passkey still works.
   * @returns the session's new secret.
   * @throws Problem 422 for every wrong code, 429 when rate limited.
   */
  async signIn(
    staff: Staff,
    session: CurrentSession,
    visitor: Visitor,
    before: string,
    code: string,
  ): Promise<string> {
    await this.rates.useFrom('second_factor', perNetwork, visitor.ip, { of: staff.id });
    await this.rates.use('second_factor_account', perAccount, staff.id);
    const token = await this.database.transaction(async (manager) => {
      const factor = await this.provenBy(manager, staff.id, code);
      if (!factor) return null;
      return session.secondFactor
        ? this.sessions.proveAgain(manager, session.id)
        : this.sessions.begin(manager, staff.id, visitor, factor, before);
    });
    if (!token) throw wrongCode();
    await this.rates.forgetFrom('second_factor', perNetwork, visitor.ip, staff.id);
    await this.rates.giveBack('second_factor_account', perAccount, staff.id);
    return token;
  }

  private async provenBy(
    manager: EntityManager,
    staffId: string,
    code: string,
  ): Promise<SecondFactor | null> {
    const staff = await manager.findOneOrFail(Staff, {
      where: { id: staffId },
      lock: { mode: 'pessimistic_write' },
    });
    const typed = code.replace(/\s/g, '');
    const step =
      staff.totpSecret &&
      stepOfCode(
        openTotp(this.context.secret, staffId, staff.totpSecret),
        typed,
        staff.totpLastStep,
      );
    if (step !== null) {
      await manager.update(Staff, staffId, { totpLastStep: String(step) });
      return 'totp';
    }
    if (!(await useRecoveryCode(manager, this.context.secret, staffId, typed))) return null;
    await this.record(manager, staffId, 'staff.use_recovery_code');
    await this.mails.tell(manager, staffId, 'staff_recovery_code_used', {
      left: String(await recoveryCodesLeft(manager, staffId)),
    });
    return 'recovery_code';
  }

  /** Creates a secret for an app. It takes effect only after a code proves that the app has it. */
  async offerTotp(staff: Staff, session: CurrentSession): Promise<TotpOffer> {
    const { secret, uri } = newTotp(staff.email);
    const totp = sealTotp(this.context.secret, staff.id, secret).toString('base64url');
    await this.sessions.keepPending(this.database.manager, session.id, { totp });
    return { secret, qr: await qrPath(uri) };
  }

  /**
   * Sets up the app, or replaces it with another.
   * @throws Problem 422 for a wrong code, 409 when no secret was requested.
   */
  async confirmTotp(
    staff: Staff,
    session: CurrentSession,
    visitor: Visitor,
    before: string,
    code: string,
  ): Promise<FactorSetUp> {
    return this.database.transaction(async (manager) => {
      const { totp } = await this.sessions.takePending(manager, session.id);
      if (!totp)
        throw new Problem(409, 'nothing-pending', 'Begin again: there is nothing to confirm.');
      const totpSecret = Buffer.from(totp, 'base64url');
      const step = stepOfCode(
        openTotp(this.context.secret, staff.id, totpSecret),
        code.replace(/\s/g, ''),
        null,
      );
      if (step === null) throw wrongCode();
      await manager.update(Staff, staff.id, { totpSecret, totpLastStep: String(step) });
      await this.mails.tell(manager, staff.id, 'staff_app_set_up');
      return this.setUp(manager, staff.id, session, visitor, before, 'totp');
    });
  }

  /**
   * Shared steps after setting up a factor: ends the other sessions, creates recovery codes with
   * the first factor, and completes a partial session.
   */
  async setUp(
    manager: EntityManager,
    staffId: string,
    session: CurrentSession,
    visitor: Visitor,
    before: string,
    factor: 'totp' | 'passkey',
  ): Promise<FactorSetUp> {
    await this.sessions.endAllBut(manager, staffId, session.id);
    const has = await recoveryCodesLeft(manager, staffId);
    const recoveryCodes =
      has > 0 ? [] : await renewRecoveryCodes(manager, this.context.secret, staffId);
    await this.record(manager, staffId, `staff.set_up_${factor}`);
    const token = session.secondFactor
      ? null
      : await this.sessions.begin(manager, staffId, visitor, factor, before);
    return { recoveryCodes, token };
  }

  /** The factors that a colleague has set up. */
  async state(staff: Staff): Promise<{ totp: boolean; recoveryCodesLeft: number }> {
    return {
      totp: staff.totpSecret !== null,
      recoveryCodesLeft: await recoveryCodesLeft(this.database.manager, staff.id),
    };
  }

  /** Creates a new set of recovery codes and invalidates the previous one. */
  async renewCodes(staffId: string): Promise<string[]> {
    return this.database.transaction(async (manager) => {
      const codes = await renewRecoveryCodes(manager, this.context.secret, staffId);
      await this.record(manager, staffId, 'staff.renew_recovery_codes');
      await this.mails.tell(manager, staffId, 'staff_recovery_codes_renewed');
      return codes;
    });
  }

  private record(manager: EntityManager, staffId: string, action: EventAction): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staffId },
      action,
      subject: { kind: 'staff', id: staffId },
    });
  }
}

function wrongCode(): Problem {
  return Problem.invalid([
    {
      pointer: '/oneTimeCode',
      key: 'isRightCode',
      params: {},
      detail: 'is not right, or was used already',
    },
  ]).noting({
    what: 'second-factor',
    result: 'wrong-code',
  });
}
