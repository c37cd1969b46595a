import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  ApiGoneResponse,
  ApiMovedPermanentlyResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { FiguresDto, MapDto, SignatoryListDto } from './public.dto.js';
import { SignatoryProfileDto } from './history.dto.js';
import { DatedFilter, DayQuery, ListQuery } from './register-filter.dto.js';
import { PactReader } from './pact-reader.service.js';
import { PactQuery, PactVersionDto, PillarDto } from './pact.dto.js';
import { PlaceDto, PlaceQuery } from './places.dto.js';
import { PlaceSearchService } from './place-search.service.js';
import { PublicAnswer } from './public-cache.interceptor.js';
import { RegisterMapService } from './register-map.service.js';
import { RegisterReader } from './register-reader.service.js';
import { SignatoryListService } from './signatory-list.service.js';

/** The public register in the API. Read only, the same for everyone. */
@ApiTags('register')
@Controller('api/v1')
@PublicAnswer()
export class PublicController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly pacts: PactReader,
    private readonly registerMap: RegisterMapService,
    private readonly signatories: SignatoryListService,
    private readonly places: PlaceSearchService,
  ) {}

  @Get('register')
  @ApiOperation({ summary: 'The register in figures' })
  @ApiOkResponse({ type: FiguresDto })
  figures(): Promise<FiguresDto> {
    return this.reader.figures();
  }

  @Get('signatories')
  @ApiOperation({ summary: 'Signatories, filtered, sorted and paged' })
  @ApiOkResponse({ type: SignatoryListDto })
  list(@Query() query: ListQuery): Promise<SignatoryListDto> {
    return this.signatories.list(query);
  }

  @Get('signatories/:id')
  @ApiOperation({ summary: 'One signatory with its pledges and its history' })
  @ApiParam({ name: 'id', example: 'kd7q2mxr' })
  @ApiOkResponse({ type: SignatoryProfileDto })
  @ApiNotFoundResponse({ description: 'There is no such signatory, or it is not public' })
  @ApiGoneResponse({ description: 'It was withdrawn; gives its name and dates' })
  @ApiMovedPermanentlyResponse({
    description: 'It was merged into another signatory; see Location',
  })
  async one(
    @Param('id') given: string,
    @Query() { asOf }: DayQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = given.toLowerCase();
    const signatory = isPublicId(id) && (await this.reader.profile(id, asOf));
    if (signatory) return void (await reply.send(signatory));
    const merged = isPublicId(id) && (await this.reader.merged(id));
    if (merged) return void (await reply.redirect(`/api/v1/signatories/${merged.id}`, 301));
    const withdrawn = isPublicId(id) && (await this.reader.withdrawn(id));
    if (withdrawn)
      throw new Problem(410, 'withdrawn', 'This signatory was withdrawn.', {
        signatory: withdrawn,
      });
    throw Problem.notFound();
  }

  @Get('map')
  @ApiOperation({ summary: 'Points for a map, or clusters where there are too many' })
  @ApiOkResponse({ type: MapDto })
  @ApiNotFoundResponse({ description: 'The register of that day is not known' })
  map(@Query() filter: DatedFilter): Promise<MapDto> {
    return this.registerMap.map(filter);
  }

  @Get('pact')
  @ApiOperation({ summary: 'The four pillars of the Pact and their possible actions' })
  @ApiOkResponse({ type: [PillarDto] })
  @ApiNotFoundResponse({ description: 'There is no such version' })
  pact(@Query() { version }: PactQuery): Promise<PillarDto[]> {
    return this.pacts.pillars(version);
  }

  @Get('pact/versions')
  @ApiOperation({ summary: 'The versions of the Pact, and whether the Congress has approved them' })
  @ApiOkResponse({ type: [PactVersionDto], description: 'Oldest first' })
  pactVersions(): Promise<PactVersionDto[]> {
    return this.pacts.versions();
  }

  @Get('places')
  @ApiOperation({ summary: 'Towns of a member state by any of their names (GeoNames, CC BY 4.0)' })
  @ApiOkResponse({ type: [PlaceDto] })
  findPlaces(@Query() query: PlaceQuery): Promise<PlaceDto[]> {
    return this.places.search(query);
  }
}

export function isPublicId(id: string): boolean {
  return /^[a-z0-9]{8}$/.test(id);
}
