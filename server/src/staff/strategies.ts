import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy as Base } from 'passport';
import { Strategy as LocalBase } from 'passport-local';
import { Cookies } from '../common/cookies.js';
import type { Staff } from './staff.entity.js';
import { StaffService } from './staff.service.js';

/** Name and password, for signing in. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(LocalBase, 'staff-password') {
  constructor(private readonly staff: StaffService) {
    super({ usernameField: 'email', passReqToCallback: true });
  }

  validate(request: FastifyRequest, email: string, password: string): Promise<Staff> {
    return this.staff.authenticate(email, password, request.ip);
  }
}

/** Looks the cookie's hash up among the sessions. passport's types know Express only; at run time it needs no more than the cookie. */
class CookieStrategy extends Base {
  constructor(private readonly verify: (request: FastifyRequest, done: (error: unknown, user?: unknown) => void) => void) {
    super();
  }

  override authenticate(request: unknown): void {
    this.verify(request as FastifyRequest, (error, user) => {
      if (error) this.error(error);
      else if (user) this.success(user);
      else this.fail(401);
    });
  }
}

/** The signed-in colleague behind a request. */
@Injectable()
export class SessionStrategy extends PassportStrategy(CookieStrategy, 'staff-session') {
  constructor(
    private readonly staff: StaffService,
    private readonly cookies: Cookies,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<Staff | null> {
    const token = this.cookies.read(request, 'staff');
    return token ? this.staff.bySession(token) : null;
  }
}
