import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy as Base } from 'passport';
import { Strategy as LocalBase } from 'passport-local';
import { Cookies } from '../../platform/http/cookies.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { SignInService } from './sign-in.service.js';
import type { Staff } from '../access/staff.entity.js';

/** Sign-in with name and password. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(LocalBase, 'staff-password') {
  constructor(private readonly signIn: SignInService) {
    super({ usernameField: 'email', passReqToCallback: true });
  }

  validate(request: FastifyRequest, email: string, password: string): Promise<Staff> {
    return this.signIn.authenticate(email, password, request.ip);
  }
}

/**
 * Finds the session by the hash of its cookie. passport's types assume Express, but at run time it
 * needs only the cookie.
 */
class CookieStrategy extends Base {
  constructor(
    private readonly verify: (
      request: FastifyRequest,
      done: (error: unknown, user?: unknown) => void,
    ) => void,
  ) {
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
    private readonly sessions: SessionsService,
    private readonly cookies: Cookies,
  ) {
    super();
  }

  async validate(
    request: FastifyRequest & { staffSession?: CurrentSession },
  ): Promise<Staff | null> {
    const token = this.cookies.read(request, 'staff');
    const signedIn = token ? await this.sessions.byToken(token) : null;
    if (!signedIn) return null;
    request.staffSession = signedIn.session;
    return signedIn.staff;
  }
}
