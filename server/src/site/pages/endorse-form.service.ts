import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '../../../../contract/next-page.js';
import type { Language } from '../../../../contract/pages.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { roleOf } from '../../joining/submissions/case-actions.js';
import { isSectionName } from '../../joining/submissions/answers.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import { EndorsePages, type FormState } from './endorse-pages.js';
import { fileError } from './endorse-steps.js';
import { toAnswer, toFieldErrors, type Fields } from './form-fields.js';
import { OpenSubmission } from './open-submission.js';
import { PlaceSearchService } from '../public/place-search.service.js';

/** Shared by all pages of the endorsement form: finds the draft, and shows a refusal in place. */
@Injectable()
export class EndorseForm {
  constructor(
    private readonly pages: EndorsePages,
    private readonly drafts: DraftsService,
    private readonly open: OpenSubmission,
    private readonly documents: DocumentsService,
    private readonly database: DataSource,
    private readonly places: PlaceSearchService,
  ) {}

  /** The page after a saved section or the documents of this submission. */
  async pageAfter(submission: Submission, saved: string): Promise<string> {
    const { manager } = this.database;
    const documents = await this.documents.of(manager, submission.id);
    // A point that was chosen and not saved is shown on the map before anything else.
    if (saved === 'authority' && submission.typed.place) return 'place';
    const missing = await this.drafts.missing(manager, submission, documents);
    return pageAfter({ ...submission, role: roleOf(submission), missing }, saved);
  }

  /**
   * Saves the point of a place that was chosen from the list together with the authority. A point
   * that raises a question, that may be another authority's, or that would replace an answer stays
   * on its own page.
   */
  async savePointOfPlace(submission: Submission, seen: number): Promise<Submission> {
    const { place: point } = submission.typed;
    if (!point || submission.answers.place || !(await this.isOfAuthority(submission)))
      return submission;
    try {
      return await this.drafts.saveSection(submission, 'place', toAnswer('place', point), seen);
    } catch (error) {
      if (error instanceof Problem && error.getStatus() < 500) return submission;
      throw error;
    }
  }

  /**
   * Whether the authority still is the place that was chosen: the name of a town could be written
   * over. Regions and associations are named by hand, and their point is that of a seat.
   */
  private async isOfAuthority({ answers }: Submission): Promise<boolean> {
    const { kind, placeId, nameOfficial } = answers.authority!;
    if (kind === 'region' || kind === 'association') return true;
    const place = placeId === undefined ? null : await this.places.byId(placeId);
    return place?.nameOfficial === nameOfficial;
  }

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
