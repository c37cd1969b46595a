import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { isPlaceUse } from '../../../../contract/place-uses.js';
import { Problem } from '../../platform/http/problem.js';
import { clean } from '../../platform/text/text.js';
import { PlaceSearchService } from '../public/place-search.service.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { fieldsOf } from './form-fields.js';
import { chosen } from './found-place.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PlacePages } from './place-pages.js';

/** Lets an authority pick itself from the gazetteer instead of typing what is publicly known. */
@ApiExcludeController()
@Controller(':language/endorse/find')
export class FindPlacePagesController {
  constructor(
    private readonly pages: PlacePages,
    private readonly drafts: DraftsService,
    private readonly places: PlaceSearchService,
    private readonly open: OpenSubmission,
  ) {}

  @Get()
  @OfCase('fill in')
  async find(
    @InLanguage() language: Language,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.editable(request);
    if (!submission) return void (await reply.redirect(`/${language}/endorse`, 303));
    const use = useOf(query);
    const answered = use.what === 'town' ? '' : fieldsOf(submission, 'authority')['countryCode'];
    const filter = {
      country: textOf(query['country'] ?? answered),
      q: textOf(query['q']),
    };
    const sent = query['sent'] === '1' || filter.q !== '';
    await this.pages.find(reply, language, submission, { ...use, filter, sent });
  }

  /**
   * Fills in the authority and its place, its place alone, or one of its joint signatories. The
   * values are shown for review and correction; nothing counts as answered until the user saves it.
   */
  @Post()
  @OfCase('fill in')
  async choose(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.editable(request);
    if (!submission) return void (await reply.redirect(`/${language}/endorse`, 303));
    const place = /^\d{1,9}$/.test(textOf(body['place']))
      ? await this.places.byId(Number(body['place']))
      : null;
    if (!place) throw Problem.notFound();
    const { typed, next } = chosen(useOf(body), fieldsOf(submission, 'authority'), place);
    await this.drafts.keepTyped(submission.id, typed);
    await reply.redirect(`/${language}/endorse/${next}`, 303);
  }

  private async editable(request: FastifyRequest): Promise<Submission | null> {
    const submission = await this.open.find(request);
    return submission && editableStates.includes(submission.state) ? submission : null;
  }
}

/** The search text; by default, the authority's own town. */
function useOf(given: Record<string, unknown>): Pick<Pages['EndorseFind'], 'what' | 'row'> {
  const what = textOf(given['for']);
  const row = /^\d{1,3}$/.test(textOf(given['row'])) ? Number(given['row']) : null;
  return { what: isPlaceUse(what) ? what : 'town', row };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? clean(value) : '';
}
