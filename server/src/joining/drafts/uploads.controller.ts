import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Ip,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Req,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { CurrentSubmission, ForApplicant } from '../case/applicant.guard.js';
import type { Submission } from '../submissions/submission.entity.js';
import { BeginUploadDto, UploadDto } from './uploads.dto.js';
import { UploadsService } from './uploads.service.js';

/** Resumable uploads for slow or unstable connections. The plain form sends a file whole. */
@ApiTags('endorsement')
@Controller('api/v1/submission/uploads')
@ForApplicant('fill in')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @ApiOperation({ summary: 'Start a document upload in parts' })
  @ApiCreatedResponse({ type: UploadDto })
  @ApiConflictResponse({ description: 'The submission has been sent and cannot be changed now' })
  begin(
    @Body() wanted: BeginUploadDto,
    @CurrentSubmission() { id }: Submission,
  ): Promise<UploadDto> {
    return this.uploads.begin(id, wanted);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How much of it has arrived' })
  @ApiOkResponse({ type: UploadDto })
  @ApiNotFoundResponse()
  state(
    @Param('id', ParseUUIDPipe) upload: string,
    @CurrentSubmission() { id }: Submission,
  ): Promise<UploadDto> {
    return this.uploads.state(id, upload);
  }

  @Patch(':id')
  @ApiOperation({
    summary:
      `The next piece, at most ${limits.uploadPieceBytes / 1024} kB; the last one makes the ` +
      'document',
  })
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'Where the piece begins' })
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: UploadDto })
  @ApiConflictResponse({
    description: 'The piece does not fit (gives the right offset), or the document cannot be added',
  })
  append(
    @Param('id', ParseUUIDPipe) upload: string,
    @Headers('upload-offset') offset: string | undefined,
    @Req() request: FastifyRequest,
    @Ip() ip: string,
    @CurrentSubmission() { id }: Submission,
  ): Promise<UploadDto> {
    if (!/^\d{1,9}$/.test(offset ?? ''))
      throw new Problem(400, 'bad-request', 'Send Upload-Offset.');
    if (!Buffer.isBuffer(request.body))
      throw new Problem(415, 'bad-request', 'Send application/offset+octet-stream.');
    return this.uploads.append(id, upload, Number(offset), request.body, ip);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Cancel an upload' })
  @ApiNoContentResponse()
  async cancel(
    @Param('id', ParseUUIDPipe) upload: string,
    @CurrentSubmission() { id }: Submission,
  ): Promise<void> {
    await this.uploads.cancel(id, upload);
  }
}
