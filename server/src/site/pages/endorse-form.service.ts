import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { isSectionName } from '../../joining/submissions/answers.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import { EndorsePages, type FormState } from './endorse-pages.js';
import { fileError } from './endorse-steps.js';
import { toFieldErrors, type Fields } from './form-fields.js';
import { OpenSubmission } from './open-submission.js';

/** Shared by all pages of the endorsement form: finds the draft, and shows a refusal in place. */
@Injectable()
export class EndorseForm {
  constructor(
    private readonly pages: EndorsePages,
    private readonly drafts: DraftsService,
    private readonly open: OpenSubmission,
  ) {}

  /**
   * Runs a form's action and redirects; a refusal is shown beside the input, which is kept.
   */
  async orShowAgain(
    reply: FastifyReply,
    language: Language,
    page: string,
    submission: Submission,
    state: Pick<FormState, 'fields'>,
    act: () => Promise<string>,
  ): Promise<void> {
    try {
      await reply.redirect(`/${language}/endorse/${await act()}`, 303);
    } catch (error) {
      // An upload that cannot be scanned now is reported at its field, so that the other input is
      // kept.
      if (!(error instanceof Problem) || (error.getStatus() >= 500 && !fileError(error, page)))
        throw error;
      const errors = (error.more['errors'] as FieldError[] | undefined) ?? [];
      await this.keep(submission, page, state.fields);
      const again = {
        fields: state.fields,
        errors: toFieldErrors(fileError(error, page) ?? errors, state.fields),
        problem: errors.length > 0 || fileError(error, page) ? null : error.code,
        status: error.getStatus(),
      };
      // The upload may have taken minutes, and the documents were loaded before it: others may have
      // been added or removed since.
      if (page === 'documents')
        await this.pages.documents(
          reply,
          language,
          { ...submission, documents: undefined },
          '',
          again,
        );
      else await this.pages.section(reply, language, page, submission, again);
    }
  }

  /** On the page for checking the answers, the input is the tick of the declaration. */
  private async keep(submission: Submission, page: string, fields: Fields): Promise<void> {
    const section = page === 'check' ? 'declaration' : page;
    if (isSectionName(section) && editableStates.includes(submission.state))
      await this.drafts.keepTyped(submission.id, { [section]: fields });
  }

  /** The submission that this browser can edit now; otherwise redirects to the right page. */
  async editable(
    language: Language,
    request: FastifyRequest,
    reply: FastifyReply,
    states = editableStates,
  ): Promise<Submission | null> {
    const submission = await this.open.find(request);
    if (submission && states.includes(submission.state)) return submission;
    await reply.redirect(`/${language}/${submission ? 'case' : 'endorse'}`, 303);
    return null;
  }
}
