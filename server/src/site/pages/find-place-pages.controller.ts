import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { clean } from '../../platform/text/text.js';
import { PlaceSearchService } from '../public/place-search.service.js';
import type { PlaceDto } from '../public/places.dto.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { EndorsePages } from './endorse-pages.js';
import { fieldsOf, type Fields } from './form-fields.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';

/** Lets a town pick itself from the gazetteer instead of typing facts that are publicly known. */
@ApiExcludeController()
@Controller(':language/endorse/find')
export class FindPlacePagesController {
  constructor(
    private readonly pages: EndorsePages,
    private readonly drafts: DraftsService,
    private readonly places: PlaceSearchService,
    private readonly open: OpenSubmission,
  ) {}

  @Get()
  async find(
    @InLanguage() language: Language,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.editable(request);
    if (!submission) return void (await reply.redirect(`/${language}/endorse`, 303));
    const joint = query['joint'] === '1';
    const country =
      query['country'] ?? (joint ? fieldsOf(submission, 'authority')['countryCode'] : '');
    await this.pages.find(
      reply,
      language,
      submission,
      { country: textOf(country), q: textOf(query['q']) },
      joint,
    );
  }

  /**
   * Fills in the authority and its place, or one of its joint signatories. The values are shown for
   * review and correction; nothing counts as answered until the user saves it.
   */
  @Post()
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
    if (body['joint'] === '1') {
      await this.drafts.keepTyped(submission.id, {
        authority: joinedBy(fieldsOf(submission, 'authority'), place),
      });
      return void (await reply.redirect(
        `/${language}/endorse/authority#field-jointSignatories`,
        303,
      ));
    }
    await this.drafts.keepTyped(submission.id, {
      authority: filledIn(fieldsOf(submission, 'authority'), place),
      place: { latitude: String(place.latitude), longitude: String(place.longitude) },
    });
    await reply.redirect(`/${language}/endorse/authority`, 303);
  }

  private async editable(request: FastifyRequest): Promise<Submission | null> {
    const submission = await this.open.find(request);
    return submission && editableStates.includes(submission.state) ? submission : null;
  }
}

/**
 * Keeps the answers about kind and website; other names are filled in only where they differ from
 * the official one.
 */
function filledIn(fields: Fields, place: PlaceDto): Fields {
  const differing = (name: string) => (name === place.nameOfficial ? '' : name);
  return {
    kind: 'municipality',
    ...fields,
    countryCode: place.countryCode,
    nameOfficial: place.nameOfficial,
    nameEn: differing(place.nameEn),
    nameFr: differing(place.nameFr),
    region: place.region,
    population: place.population ? String(place.population) : '',
    placeId: String(place.id),
  };
}

/** Adds one joint signatory, unless it is already listed. */
function joinedBy(fields: Fields, { nameOfficial }: PlaceDto): Fields {
  const lines = String(fields['jointSignatories'] ?? '')
    .split(/\r\n|\r|\n/)
    .map(clean)
    .filter(Boolean);
  return { ...fields, jointSignatories: [...new Set([...lines, nameOfficial])].join('\n') };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? clean(value) : '';
}
