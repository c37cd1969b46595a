import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { AttachmentsService } from '../../platform/documents/attachments.service.js';
import { readFormWithFiles } from '../../platform/documents/form-with-files.js';
import { sendAttachment } from '../../platform/documents/send-attachment.js';
import { Problem } from '../../platform/http/problem.js';
import { requireCase } from '../collaboration/leases.service.js';
import { UploadedAttachmentDto } from './correspondence.dto.js';

/** Files of notes and messages: uploaded first, and sent with what is written. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class AttachmentsController {
  constructor(
    private readonly database: DataSource,
    private readonly attachments: AttachmentsService,
  ) {}

  @Post('submissions/:id/attachments')
  @ApiOperation({
    summary: 'Upload a file (PDF, JPEG or PNG) for a note or a message; unsent, it is deleted',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    },
  })
  @ApiCreatedResponse({ type: UploadedAttachmentDto })
  @ApiConflictResponse({ description: 'The case holds too many files' })
  @ApiUnprocessableEntityResponse({ description: 'There is no file, or it is refused' })
  async upload(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @CurrentStaff() staff: Staff,
  ): Promise<UploadedAttachmentDto> {
    await requireCase(this.database.manager, id);
    const actor = { kind: 'staff', id: staff.id } as const;
    const { files, refused } = await this.read(request, (file) =>
      this.attachments.receive(id, file, actor),
    );
    const [file] = files;
    if (refused || !file || files.length > 1) {
      await this.attachments.forget(files.map((one) => one.id));
      throw refused ?? noFile();
    }
    try {
      return await this.database.transaction((manager) =>
        this.attachments.add(manager, id, file, { staffId: staff.id }, actor),
      );
    } catch (error) {
      await this.attachments.forget([file.id]);
      throw error;
    }
  }

  @Delete('submissions/:id/attachments/:attachmentId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a file that you uploaded and have not sent' })
  @ApiNoContentResponse()
  async discard(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('attachmentId', ParseUUIDPipe) attachmentId: string,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.attachments.discard(id, attachmentId, staff.id);
  }

  @Get('attachments/:id')
  @ApiOperation({ summary: 'The content of a file of a note or message; each view is an event' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async open(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendAttachment(reply, await this.attachments.open(id, staff.id));
  }

  private async read(
    request: FastifyRequest,
    take: NonNullable<Parameters<typeof readFormWithFiles>[1]>,
  ): ReturnType<typeof readFormWithFiles> {
    if (!request.isMultipart()) throw noFile();
    return readFormWithFiles(request, take);
  }
}

function noFile(): Problem {
  const error = { pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' };
  return Problem.invalid([error]);
}
