import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PublishedFilesService } from '../../register/publication/published-files.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { CaseFilesDto, PublishFileDto } from './published-files.dto.js';

/** Which documents of a case are public, as copies without metadata. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class PublishedFilesController {
  constructor(private readonly files: PublishedFilesService) {}

  @Get('submissions/:id/files')
  @ApiOperation({
    summary: 'The documents of a case that have a copy for the public, and whether it is published',
  })
  @ApiOkResponse({ type: CaseFilesDto })
  of(@Param('id', ParseUUIDPipe) id: string): Promise<CaseFilesDto> {
    return this.files.of(id);
  }

  @Put('documents/:id/publication')
  @MayWait()
  @HttpCode(204)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Publish the copy of a document without metadata' })
  @ApiNoContentResponse()
  @ApiConflictResponse({
    description: 'There is no such copy, the signatory is not public, or it is published already',
  })
  async publish(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PublishFileDto,
    @CurrentStaff() staff: Staff,
  ): Promise<ProposedDto | void> {
    return this.files.publish(id, body, staff);
  }

  @Delete('documents/:id/publication')
  @HttpCode(204)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Unpublish a file' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'It is not published' })
  async takeBack(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.files.takeBack(id, staff);
  }
}
