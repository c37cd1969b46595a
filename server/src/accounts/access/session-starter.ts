import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { SessionsService } from './sessions.service.js';
import { presentAccount, type StaffAccountDto } from './staff.dto.js';

/** Sets the session cookie and tells the browser the next sign-in step. */
@Injectable()
export class SessionStarter {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookies: Cookies,
  ) {}

  async enter(reply: FastifyReply, token: string): Promise<StaffAccountDto> {
    this.cookies.write(reply, 'staff', token);
    const { staff, session } = (await this.sessions.byToken(token))!;
    reply.request.securityNote = {
      who: staff.id,
      what: 'sign-in',
      result: session.step ? `next ${session.step}` : 'signed-in',
    };
    return presentAccount(staff, session);
  }
}
