import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { CasePeopleDto, NextContactDto } from './case-people.dto.js';
import { CasePeopleService } from './case-people.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/submissions/:id')
@ForStaff('reviewer', 'publisher')
export class CasePeopleController {
  constructor(private readonly people: CasePeopleService) {}

  @Get('people')
  @ApiOperation({ summary: 'The people of the authority, and who filled in and sent what' })
  @ApiOkResponse({ type: CasePeopleDto })
  @ApiNotFoundResponse()
  of(@Param('id', ParseUUIDPipe) id: string): Promise<CasePeopleDto> {
    return this.people.of(id);
  }

  @Post('next-contact')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Ask a person to become the contact, after a check; nothing changes until they confirm, ' +
      'and the present contact is told',
  })
  @ApiOkResponse({ type: CasePeopleDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'The case has ended' })
  @ApiTooManyRequestsResponse()
  nameNext(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: NextContactDto,
    @CurrentStaff() staff: Staff,
  ): Promise<CasePeopleDto> {
    return this.people.nameNext(id, wanted, staff);
  }
}
