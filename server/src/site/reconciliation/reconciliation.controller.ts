import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../platform/config/limits.js';
import { questionTypes } from '../../platform/http/origin.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { filePart } from '../open-data/file-parts.js';
import { CandidatesService } from './candidates.service.js';
import { anyKind } from './manifest.js';
import { propertiesLike } from './properties.js';
import {
  PropertiesQuery,
  ProposedPropertiesDto,
  ReconcileQuery,
  SuggestedPropertiesDto,
  SuggestedSignatoriesDto,
  SuggestQuery,
} from './reconciliation.dto.js';
import { ReconciliationService, type Asker } from './reconciliation.service.js';

const answers = {
  description: 'Candidates by the keys of the queries, values of properties, or the manifest',
  ...filePart('application/json', {
    q1: {
      result: [
        {
          id: 'kd7q2mxr',
          name: 'Köln',
          description: 'Cologne, Municipality, Germany',
          score: 100,
          match: true,
          type: [{ id: 'municipality', name: 'Municipality' }],
        },
      ],
    },
  }),
};

/**
 * The Reconciliation Service API 0.2 (W3C community group report), which OpenRefine and other tools
 * use to match a list of names with the signatories. It only reads, so any site may call it.
 */
@ApiTags('open data')
@Controller('api/v1/reconcile')
export class ReconciliationController {
  constructor(
    private readonly service: ReconciliationService,
    private readonly found: CandidatesService,
  ) {}

  @Get()
  @PublicAnswer()
  @ApiOperation({
    summary: 'Matches names with signatories (Reconciliation Service API 0.2)',
    description:
      `Up to ${limits.reconciledAtOnce} names at once. \`match\` is true for a published town ` +
      'that the gazetteer knows, if no other signatory and no other place of the gazetteer has ' +
      'its full name in the countries asked for; and for a region or association if its full ' +
      'name and its country were given. It is never true for a town that the gazetteer does not ' +
      'know, for one on hold, or for demonstration data. The gazetteer (GeoNames) has the ' +
      'populated places of the member states with 1,000 inhabitants or more. Without ' +
      'parameters: the manifest. There is no JSONP: any site may read the answers.',
  })
  @ApiOkResponse(answers)
  ask(
    @Query() query: ReconcileQuery,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.service.answer(query, askerOf(ip, reply));
  }

  /** Never cached: it shares the address of the manifest. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'The same for lists that are too long for an address, as a form' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: ReconcileQuery })
  @ApiOkResponse(answers)
  askByForm(
    @Body() query: ReconcileQuery,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const type = request.headers['content-type'];
    if (type !== undefined && !questionTypes.test(type))
      throw new Problem(415, 'http-415', 'Send JSON or a form.');
    if (query.queries === undefined && query.extend === undefined) throw nothingAsked();
    return this.service.answer(query, askerOf(ip, reply));
  }

  @Get('suggest/entity')
  @PublicAnswer()
  @ApiOperation({
    summary: 'Signatories whose names begin with this text, or with this identifier',
  })
  @ApiOkResponse({ type: SuggestedSignatoriesDto })
  async entities(@Query() { prefix = '', cursor = 0 }: SuggestQuery): Promise<object> {
    const candidates = await this.found.suggested(prefix, cursor, limits.suggested);
    return {
      result: candidates.map(({ id, name, description, type }) => ({
        ...{ id, name, description },
        notable: type,
      })),
    };
  }

  @Get('suggest/property')
  @PublicAnswer()
  @ApiOperation({ summary: 'Properties whose names begin with this text' })
  @ApiOkResponse({ type: SuggestedPropertiesDto })
  properties(@Query() { prefix = '', cursor = 0 }: SuggestQuery): SuggestedPropertiesDto {
    return { result: propertiesLike(prefix).slice(cursor, cursor + limits.suggested) };
  }

  @Get('properties')
  @PublicAnswer()
  @ApiOperation({ summary: 'All properties of signatories: the columns of signatories.csv' })
  @ApiOkResponse({ type: ProposedPropertiesDto })
  proposed(@Query() { type = anyKind.id, limit }: PropertiesQuery): ProposedPropertiesDto {
    return { properties: propertiesLike('').slice(0, limit), type, limit };
  }
}

function askerOf(ip: string, reply: FastifyReply): Asker {
  return {
    ip,
    isGone: () => reply.raw.closed || reply.raw.destroyed,
    // Only a cached answer has a version.
    seen: (version) => {
      if (reply.registerVersion !== undefined) reply.registerVersion = version;
    },
  };
}

/** A request whose field got lost must not get a normal answer. */
function nothingAsked(): Problem {
  const detail = 'give a batch of queries, or "extend", as a field of the body';
  return Problem.invalid([{ pointer: '/queries', key: 'isNotEmpty', params: {}, detail }]);
}
