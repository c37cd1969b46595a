import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { passwordMatches } from '../passwords/passwords.js';
import { Staff } from '../access/staff.entity.js';

const perAddress = limits.signInFailuresPerAddress;
const perAccount = limits.signInFailuresPerAccount;
const everywhere = limits.signInFailuresEverywhere;

/** The first sign-in step: name and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: DataSource,
    private readonly rates: RateLimits,
  ) {}

  /**
   * Checks name and password. Attempts are rate limited per network and per account and network, so
   * that an attacker is stopped while the owner can sign in from elsewhere. When many networks
   * attack one account, its answers are delayed and nobody is locked out.
   * @throws Problem 401 with the same text for a wrong name and a wrong password, 429 when rate
   *   limited.
   */
  async authenticate(email: string, password: string, ip: string): Promise<Staff> {
    const name = email.toLowerCase();
    // Each attempt counts as a failure until it succeeds, so that simultaneous attempts count each
    // other.
    await this.rates.useFrom('sign_in_address', perAddress, ip);
    await this.rates.useFrom('sign_in_account', perAccount, ip, { of: name });
    const tries = await this.rates.count('sign_in_everywhere', everywhere, name);
    if (tries > everywhere.points) await sleep(limits.signInDelay);
    const staff = await this.database.manager.findOneBy(Staff, { email: name });
    const matches = await passwordMatches(staff?.passwordHash, password);
    if (staff && matches && !staff.disabledAt) {
      await this.rates.forgetFrom('sign_in_account', perAccount, ip, name);
      await this.rates.giveBackFrom('sign_in_address', perAddress, ip);
      await this.rates.giveBack('sign_in_everywhere', everywhere, name);
      return staff;
    }
    const result = !staff ? 'unknown-name' : matches ? 'disabled' : 'wrong-password';
    throw new Problem(
      401,
      'sign-in-failed',
      'The e-mail address or the password is not right.',
    ).noting({
      who: staff?.id ?? null,
      what: 'sign-in',
      result,
    });
  }
}
