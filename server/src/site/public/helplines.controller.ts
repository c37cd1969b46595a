import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HelplineListDto, HelplinesQuery } from './helplines.dto.js';
import { HelplinesReader } from './helplines-reader.service.js';
import { PublicAnswer } from './public-cache.interceptor.js';

/** Helplines as data. */
@ApiTags('register')
@Controller('api/v1/helplines')
@PublicAnswer()
export class PublicHelplinesController {
  constructor(private readonly helplines: HelplinesReader) {}

  @Get()
  @ApiOperation({
    summary: 'Helplines for children, and for adults worried about a child, by country',
  })
  @ApiOkResponse({ type: HelplineListDto })
  async list(@Query() { country }: HelplinesQuery): Promise<HelplineListDto> {
    return { items: await this.helplines.of(country) };
  }
}
