import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { requireVersion } from '../common/if-match.js';
import { Problem } from '../common/problem.js';
import { RateLimits, network } from '../common/rate-limits.js';
import { hashToken, newToken } from '../common/tokens.js';
import { limits } from '../config/limits.js';
import { EventsService, system } from '../events/events.service.js';
import { hashPassword, isWeakPassword, passwordMatches } from './passwords.js';
import { Staff, staffRoles } from './staff.entity.js';

const perAddress = limits.signInFailuresPerAddress;
const perAccount = limits.signInFailuresPerAccount;

/** Accounts and sessions of the Congress's staff. */
@Injectable()
export class StaffService {
  constructor(
    private readonly database: DataSource,
    private readonly rates: RateLimits,
    private readonly events: EventsService,
  ) {}

  /**
   * The first administrator, when there is no staff at all.
   * @returns the password to print once, or null when staff exist already.
   */
  async createFirst(email: string): Promise<string | null> {
    return this.database.transaction(async (manager) => {
      await manager.query('LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE');
      if ((await manager.count(Staff)) > 0) return null;
      const password = randomBytes(12).toString('base64url');
      const staff = {
        id: uuidv7(),
        email: email.toLowerCase(),
        name: 'Administrator',
        passwordHash: await hashPassword(password),
        roles: [...staffRoles],
      };
      await manager.insert(Staff, staff);
      await this.events.append(manager, {
        actor: system,
        action: 'staff.create',
        subject: { kind: 'staff', id: staff.id },
        details: { roles: staff.roles },
      });
      return password;
    });
  }

  /**
   * Checks name and password, slowed down per network and per account and network: whoever guesses is stopped, the account's owner,
   * who comes from elsewhere, is not.
   * @throws Problem 401 with the same words for a wrong name and a wrong password, 429 when slowed down.
   */
  async authenticate(email: string, password: string, ip: string): Promise<Staff> {
    const address = network(ip);
    const account = `${email.toLowerCase()} ${address}`;
    await this.rates.check('sign_in_address', perAddress, address);
    await this.rates.check('sign_in_account', perAccount, account);
    const staff = await this.database.manager.findOneBy(Staff, { email: email.toLowerCase() });
    const matches = await passwordMatches(staff?.passwordHash, password);
    if (staff && matches && !staff.disabledAt) {
      await this.rates.forget('sign_in_account', perAccount, account);
      return staff;
    }
    await this.rates.use('sign_in_address', perAddress, address);
    await this.rates.use('sign_in_account', perAccount, account);
    throw new Problem(401, 'sign-in-failed', 'The e-mail address or the password is not right.');
  }

  /** A new session for a colleague who was just authenticated. @returns the cookie's secret. */
  async startSession(staff: Staff): Promise<string> {
    const token = newToken();
    await this.database.transaction(async (manager) => {
      await manager.query(`INSERT INTO staff_session (token_hash, staff_id, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3))`, [
        hashToken(token),
        staff.id,
        limits.staffSessionHours,
      ]);
      await this.record(manager, staff.id, 'staff.sign_in');
    });
    return token;
  }

  /** Whoever a session belongs to, now: ended or idle sessions and disabled colleagues are nobody. */
  async bySession(token: string): Promise<Staff | null> {
    const [rows] = await this.database.query<[{ staff_id: string }[], number]>(
      `UPDATE staff_session SET last_seen_at = now()
       WHERE token_hash = $1 AND expires_at > now() AND last_seen_at > now() - make_interval(mins => $2)
       RETURNING staff_id`,
      [hashToken(token), limits.staffSessionIdleMinutes],
    );
    const staff = rows[0] && (await this.database.manager.findOneBy(Staff, { id: rows[0].staff_id }));
    return staff && !staff.disabledAt ? staff : null;
  }

  async endSession(token: string, staffId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query('DELETE FROM staff_session WHERE token_hash = $1', [hashToken(token)]);
      await this.record(manager, staffId, 'staff.sign_out');
    });
  }

  /** Changes one's own password and ends all of one's other sessions. @throws Problem 422 for a wrong current or a weak new one. */
  async changePassword(staffId: string, current: string, next: string, keepToken: string, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const staff = await manager.findOneOrFail(Staff, { where: { id: staffId }, lock: { mode: 'pessimistic_write' } });
      requireVersion(staff.version, seen, { at: new Date(), action: 'staff.change_password' });
      if (!(await passwordMatches(staff.passwordHash, current))) throw wrong('/currentPassword', 'isCurrentPassword', 'is not your current password');
      if (isWeakPassword(next, [staff.email.split('@')[0]!, staff.name]) || next === current) {
        throw wrong('/newPassword', 'isStrongPassword', `needs at least ${limits.passwordLength} characters that are hard to guess`);
      }
      await manager.update(Staff, staffId, { passwordHash: await hashPassword(next), mustChangePassword: false, version: staff.version + 1 });
      await manager.query('DELETE FROM staff_session WHERE staff_id = $1 AND token_hash <> $2', [staffId, hashToken(keepToken)]);
      await this.record(manager, staffId, 'staff.change_password');
    });
  }

  private record(manager: EntityManager, staffId: string, action: string): Promise<void> {
    return this.events.append(manager, { actor: { kind: 'staff', id: staffId }, action, subject: { kind: 'staff', id: staffId } });
  }
}

function wrong(pointer: string, key: string, detail: string): Problem {
  return Problem.invalid([{ pointer, key, params: { min: limits.passwordLength }, detail }]);
}
