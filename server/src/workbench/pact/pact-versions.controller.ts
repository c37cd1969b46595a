import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { PactContentDto } from './pact-content.dto.js';
import { PactApprovalDto, PactVersionsDto } from './pact-versions.dto.js';
import { PactVersions } from './pact-versions.service.js';

const meanwhile = 'Someone has changed it since; says who and when';

/** All colleagues read the versions of the Pact; administrators prepare, publish and mark them. */
@ApiTags('staff')
@Controller('api/v1/staff/pact')
@ForStaff('administrator')
export class PactVersionsController {
  constructor(private readonly versions: PactVersions) {}

  @Get()
  @ForStaff()
  @ApiOperation({ summary: 'The versions of the Pact, and the one being prepared' })
  @ApiOkResponse({ type: PactVersionsDto })
  overview(): Promise<PactVersionsDto> {
    return this.versions.overview();
  }

  @Get('versions/:number')
  @ForStaff()
  @ApiOperation({ summary: 'The content of a version' })
  @ApiOkResponse({ type: PactContentDto })
  @ApiParam({ name: 'number', type: 'integer', example: 1 })
  @ApiNotFoundResponse()
  version(@Param('number', ParseIntPipe) number: number): Promise<PactContentDto> {
    return this.versions.content(number);
  }

  @Put('draft')
  @ApiOperation({ summary: 'Prepare the next version; texts may still be missing' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: PactVersionsDto })
  @ApiUnprocessableEntityResponse({
    description: 'Codes that are taken or belong to another pillar',
  })
  save(
    @Body() body: PactContentDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<PactVersionsDto> {
    return this.versions.save(body, staff, seen);
  }

  @Delete('draft')
  @ApiOperation({ summary: 'Discard the version that is being prepared' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: PactVersionsDto })
  discard(@IfMatch() seen: number, @CurrentStaff() staff: Staff): Promise<PactVersionsDto> {
    return this.versions.discard(staff, seen);
  }

  @Post('publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish the prepared version; its wording is proposed until approved' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: PactVersionsDto })
  @ApiConflictResponse({ description: 'It says the same as the version in force' })
  @ApiUnprocessableEntityResponse({ description: 'Texts that are missing in English or French' })
  publish(@IfMatch() seen: number, @CurrentStaff() staff: Staff): Promise<PactVersionsDto> {
    return this.versions.publish(staff, seen);
  }

  @Put('versions/:number/approval')
  @ApiOperation({ summary: 'Record that the Congress has approved the wording of a version' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: PactVersionsDto })
  @ApiParam({ name: 'number', type: 'integer', example: 1 })
  @ApiNotFoundResponse()
  approve(
    @Param('number', ParseIntPipe) number: number,
    @Body() body: PactApprovalDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<PactVersionsDto> {
    return this.versions.approve(number, body, staff, seen);
  }

  @Delete('versions/:number/approval')
  @ApiOperation({ summary: 'The wording of a version counts as proposed again' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: PactVersionsDto })
  @ApiParam({ name: 'number', type: 'integer', example: 1 })
  @ApiNotFoundResponse()
  withdrawApproval(
    @Param('number', ParseIntPipe) number: number,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<PactVersionsDto> {
    return this.versions.withdrawApproval(number, staff, seen);
  }
}
