import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppContext } from '../database/app-context.js';

/**
 * `applicant`: a person who fills in or follows a submission. `staff`: a signed-in colleague.
 * `provider`: a colleague who is signing in at the provider. `form`: the secret behind this
 * browser's form tokens.
 */
export type CookieName = 'applicant' | 'staff' | 'provider' | 'form';

/**
 * Our cookies: HttpOnly, SameSite, and over https also Secure and bound to this host by `__Host-`
 * (RFC 6265bis §4.1.3.2).
 */
@Injectable()
export class Cookies {
  constructor(private readonly context: AppContext) {}

  read(request: FastifyRequest, name: CookieName): string | undefined {
    const value = request.cookies[this.full(name)];
    return value && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  write(reply: FastifyReply, name: CookieName, token: string, seconds?: number): void {
    void reply.setCookie(this.full(name), token, {
      ...this.options(name),
      ...(seconds ? { maxAge: seconds } : {}),
    });
  }

  clear(reply: FastifyReply, name: CookieName): void {
    void reply.clearCookie(this.full(name), this.options(name));
  }

  private full(name: CookieName): string {
    return this.context.config.secure ? `__Host-${name}` : name;
  }

  /**
   * Applicants return through a link in a mail, so their cookie is `Lax`. Staff requests never
   * start on another site, and our own page forwards the provider's response.
   */
  private options(name: CookieName) {
    return {
      path: '/',
      httpOnly: true,
      secure: this.context.config.secure,
      sameSite: name === 'applicant' || name === 'form' ? 'lax' : 'strict',
    } as const;
  }
}
