import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isLanguage } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';
import { Cookies } from '../../platform/http/cookies.js';
import { CasesService } from '../../joining/case/cases.service.js';
import { requireRole } from '../../joining/submissions/case-actions.js';
import { declaredAction } from '../../joining/case/applicant.guard.js';
import { AssociationsService } from '../../joining/people/associations.service.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';

/**
 * The submission that a browser has open, identified by its cookie. It opens for the action that
 * the route declares (`OfCase`), if the person's role includes it.
 */
@Injectable()
export class OpenSubmission {
  constructor(
    private readonly cases: CasesService,
    private readonly cookies: Cookies,
    private readonly associations: AssociationsService,
  ) {}

  /** Sending a page in another language changes the language of the mails. */
  async find(request: FastifyRequest): Promise<Submission | null> {
    const token = this.cookies.read(request, 'applicant');
    const submission = token ? await this.cases.bySession(token) : null;
    if (submission) requireRole(submission, declaredAction(request));
    const { language = '' } = request.params as { language?: string };
    const isOther = isLanguage(language) && language !== submission?.language;
    const isEditable = submission && editableStates.includes(submission.state);
    if (!isEditable || request.method !== 'POST' || !isOther) return submission;
    // The mails are the contact's: a colleague's language does not change theirs.
    if (submission.person) return submission;
    await this.cases.useLanguage(submission, language);
    return Object.assign(submission, { language });
  }

  /** The same for a page that can also begin a new one: a refused submission counts as not open. */
  async findOrNone(request: FastifyRequest): Promise<Submission | null> {
    return this.find(request).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not-your-role') return null;
      throw error;
    });
  }

  /** The endorsement that the browser's session belongs to, with the session token. */
  async home(request: FastifyRequest): Promise<{ home: Submission; token: string } | null> {
    const token = this.cookies.read(request, 'applicant');
    const home = token ? await this.cases.homeOf(token) : null;
    if (home) requireRole(home, declaredAction(request));
    return token && home ? { home, token } : null;
  }

  /** Whether an association opened a member's draft from its own case, which is still open. */
  async isFromOwnCase(request: FastifyRequest, open: Submission | null): Promise<boolean> {
    const token = this.cookies.read(request, 'applicant');
    if (open?.person?.role !== 'supporter' || !token) return false;
    return (await this.associations.behind(token)) !== null;
  }
}
