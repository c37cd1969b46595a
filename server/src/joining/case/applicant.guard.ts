import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { Problem } from '../../platform/http/problem.js';
import { CasesService } from './cases.service.js';
import type { Submission } from '../submissions/submission.entity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The submission opened by the session cookie. */
    submission?: Submission;
  }
}

/** Admits the holder of a submission's session to that submission and no other. */
@Injectable()
export class ApplicantGuard implements CanActivate {
  constructor(
    private readonly cases: CasesService,
    private readonly cookies: Cookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = this.cookies.read(request, 'applicant');
    const submission = token ? await this.cases.bySession(token) : null;
    if (!submission)
      throw new Problem(
        401,
        'no-submission',
        'There is no submission open in this browser. Start one, or ask for a link to yours.',
      );
    request.submission = submission;
    return true;
  }
}

export const ForApplicant = () =>
  applyDecorators(UseGuards(ApplicantGuard), ApiCookieAuth('applicant'));

export const CurrentSubmission = createParamDecorator(
  (_: unknown, context: ExecutionContext): Submission =>
    context.switchToHttp().getRequest<FastifyRequest>().submission!,
);
