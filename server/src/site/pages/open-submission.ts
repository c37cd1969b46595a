import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { CasesService } from '../../joining/case/cases.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';

/** The submission that a browser has open, identified by its cookie. */
@Injectable()
export class OpenSubmission {
  constructor(
    private readonly cases: CasesService,
    private readonly cookies: Cookies,
  ) {}

  async find(request: FastifyRequest): Promise<Submission | null> {
    const token = this.cookies.read(request, 'applicant');
    return token ? this.cases.bySession(token) : null;
  }

  /** The endorsement that the browser's session belongs to, with the session token. */
  async home(request: FastifyRequest): Promise<{ home: Submission; token: string } | null> {
    const token = this.cookies.read(request, 'applicant');
    const home = token ? await this.cases.homeOf(token) : null;
    return token && home ? { home, token } : null;
  }
}
