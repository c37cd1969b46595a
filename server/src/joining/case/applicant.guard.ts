import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiCookieAuth, ApiForbiddenResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { Problem } from '../../platform/http/problem.js';
import { CasesService } from './cases.service.js';
import { requireRole, type CaseAction } from '../submissions/case-actions.js';
import type { Submission } from '../submissions/submission.entity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The submission opened by the session cookie. */
    submission?: Submission;
    /** The action of the route, which the role of the person must include. */
    caseAction?: CaseAction;
  }
}

const caseActionKey = 'case action';

/** The action that a route declares. @throws Error when it declares none. */
export function declaredAction(request: FastifyRequest): CaseAction {
  if (!request.caseAction) throw new Error('a route of a case has to declare its action');
  return request.caseAction;
}

/** Records the action of the route, so that opening the submission checks the role. */
@Injectable()
export class CaseActionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const action = this.reflector.getAllAndOverride<CaseAction>(caseActionKey, targets);
    context.switchToHttp().getRequest<FastifyRequest>().caseAction = action;
    return true;
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
    requireRole(submission, declaredAction(request));
    request.submission = submission;
    return true;
  }
}

/**
 * A page of a draft or a case, and its action. Without a session, the page itself handles the
 * request; with one, `OpenSubmission` refuses people whose role does not include the action.
 */
export const OfCase = (action: CaseAction) =>
  applyDecorators(SetMetadata(caseActionKey, action), UseGuards(CaseActionGuard));

/** A route for the holder of a session whose role includes the action. */
export const ForApplicant = (action: CaseAction) =>
  applyDecorators(
    SetMetadata(caseActionKey, action),
    UseGuards(CaseActionGuard, ApplicantGuard),
    ApiCookieAuth('applicant'),
    ApiForbiddenResponse({ description: 'The role of this person does not include it' }),
  );

export const CurrentSubmission = createParamDecorator(
  (_: unknown, context: ExecutionContext): Submission =>
    context.switchToHttp().getRequest<FastifyRequest>().submission!,
);
