import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { hashPassword, isWeakPassword, passwordMatches } from './passwords.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { Staff } from '../access/staff.entity.js';

/** Changes the passwords of colleagues. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly mails: SecurityMails,
    private readonly events: EventsService,
    private readonly rates: RateLimits,
  ) {}

  /**
   * Changes the colleague's own password and ends their other sessions.
   * @throws Problem 422 for a wrong current or a weak new password.
   */
  async change(
    staffId: string,
    current: string,
    next: string,
    keepSession: string,
    seen: number,
    ip: string,
  ): Promise<void> {
    await this.countTry(staffId, ip);
    await this.database.transaction(async (manager) => {
      const staff = await manager.findOneOrFail(Staff, {
        where: { id: staffId },
        lock: { mode: 'pessimistic_write' },
      });
      requireVersion(staff.version, seen, { at: new Date(), action: 'staff.change_password' });
      if (!(await passwordMatches(staff.passwordHash, current)))
        throw wrong('/currentPassword', 'isCurrentPassword', 'is not your current password');
      if (next === current) throw weak('/newPassword');
      await requireStrongPassword('/newPassword', next, staff);
      await manager.update(Staff, staffId, {
        passwordHash: await hashPassword(next),
        mustChangePassword: false,
        version: staff.version + 1,
      });
      await this.sessions.endAllBut(manager, staffId, keepSession);
      const subject = { kind: 'staff', id: staffId };
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.change_password',
        subject,
      });
      await this.mails.tell(manager, staffId, 'staff_password_changed');
    });
    await this.forgetTries(staffId, ip);
  }

  /**
   * Proves that the user of the session is its owner, who knows the password.
   * @returns the session's new secret, so a copy of the old one is useless.
   * @throws Problem 422 for a wrong password, 429 when slowed down.
   */
  async proveAgain(
    staff: Staff,
    session: CurrentSession,
    ip: string,
    password: string,
  ): Promise<string> {
    await this.countTry(staff.id, ip);
    if (!(await passwordMatches(staff.passwordHash, password)))
      throw wrong('/password', 'isCurrentPassword', 'is not your current password');
    await this.forgetTries(staff.id, ip);
    return this.sessions.proveAgain(this.database.manager, session.id);
  }

  /** Rate limits guesses of the password in a session as strictly as at sign-in. */
  private countTry(staffId: string, ip: string): Promise<number> {
    return this.rates.useFrom('password_again', limits.signInFailuresPerAccount, ip, {
      of: staffId,
    });
  }

  private forgetTries(staffId: string, ip: string): Promise<void> {
    return this.rates.forgetFrom('password_again', limits.signInFailuresPerAccount, ip, staffId);
  }
}

/**
 * @throws Problem 422 for a password that is too short, common or based on the account's own words.
 */
export async function requireStrongPassword(
  pointer: string,
  password: string,
  { email, name }: Pick<Staff, 'email' | 'name'>,
): Promise<void> {
  if (await isWeakPassword(password, [email, email.split('@')[0]!, name, ...name.split(' ')]))
    throw weak(pointer);
}

function weak(pointer: string): Problem {
  return wrong(
    pointer,
    'isStrongPassword',
    `needs at least ${limits.passwordLength} characters that are hard to guess`,
  );
}

function wrong(pointer: string, key: string, detail: string): Problem {
  return Problem.invalid([{ pointer, key, params: { min: limits.passwordLength }, detail }]);
}
