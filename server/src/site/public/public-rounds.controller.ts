import { Controller, Get, Param } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Problem } from '../../platform/http/problem.js';
import { PublicAnswer } from './public-cache.interceptor.js';
import { isUuid } from './public-figures.controller.js';
import { RoundsReader } from './rounds-reader.service.js';
import { PublicRoundDto, PublicRoundRowDto } from './rounds.dto.js';

/** Signatories' answers to questions of the Congress, in the public API. */
@ApiTags('register')
@Controller('api/v1/rounds')
@PublicAnswer()
export class PublicRoundsController {
  constructor(private readonly rounds: RoundsReader) {}

  @Get()
  @ApiOperation({ summary: 'Public rounds of questions to signatories that are closed' })
  @ApiOkResponse({ type: [PublicRoundRowDto] })
  all(): Promise<PublicRoundRowDto[]> {
    return this.rounds.all();
  }

  @Get(':id')
  @ApiOperation({ summary: 'A public round: the answers by question and by country' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: PublicRoundDto })
  @ApiNotFoundResponse({ description: 'There is no such round, it is open, or it is not public' })
  async one(@Param('id') id: string): Promise<PublicRoundDto> {
    const round = isUuid(id) ? await this.rounds.one(id) : null;
    if (!round) throw Problem.notFound();
    return round;
  }
}
