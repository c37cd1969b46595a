import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { PersonCopyService } from './person-copy.service.js';
import {
  EraseMentionsDto,
  ErasedDto,
  ErasedMentionsDto,
  HeldDto,
  PersonDto,
  SearchPersonDto,
} from './person.dto.js';
import { PersonErasureService } from './person-erasure.service.js';
import { PersonSearch } from './person-search.service.js';

/** Answers requests of people who ask for a copy of their data or for its erasure. */
@ApiTags('staff')
@Controller('api/v1/staff/persons')
@ForStaff('administrator')
export class DataRequestsController {
  constructor(
    private readonly searches: PersonSearch,
    private readonly copies: PersonCopyService,
    private readonly erasures: PersonErasureService,
  ) {}

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What is held under a mail address, and wherever a name or the person of that address ' +
      'is named',
  })
  @ApiOkResponse({ type: HeldDto })
  search(@Body() { email, name }: SearchPersonDto): Promise<HeldDto> {
    return this.searches.find(email?.toLowerCase() ?? null, name ?? null);
  }

  @Post('mentions/erasure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a name out of the places that were chosen from a search' })
  @ApiOkResponse({ type: ErasedMentionsDto })
  @ApiNotFoundResponse({ description: 'None of them holds the name' })
  eraseMentions(
    @Body() body: EraseMentionsDto,
    @CurrentStaff() staff: Staff,
  ): Promise<ErasedMentionsDto> {
    return this.erasures.eraseMentions(body, staff.id);
  }

  @Post('copy')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Everything held under a mail address, JSON and files in a ZIP; an event',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async copy(
    @Body() { email }: PersonDto,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await this.copies.open(email.toLowerCase(), staff.id);
    await reply
      .header('content-type', 'application/zip')
      .header('content-disposition', 'attachment; filename="personal-data.zip"')
      .header('cache-control', 'no-store')
      .send(content);
  }

  @Post('erasure')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Erase the person behind a mail address; the authority on the register stays',
  })
  @ApiOkResponse({ type: ErasedDto })
  @ApiNotFoundResponse({ description: 'Nothing is held under it' })
  @ApiConflictResponse({ description: 'Staff still decide on a case of this person' })
  erase(@Body() { email }: PersonDto, @CurrentStaff() staff: Staff): Promise<ErasedDto> {
    return this.erasures.erase(email.toLowerCase(), staff.id);
  }
}
