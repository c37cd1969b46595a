import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { readPicture } from '../../platform/documents/pictures.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import {
  CertificateFootDto,
  CertificatePictureDto,
  CertificatePreviewDto,
  VersionedCertificateFootDto,
} from './certificate-foot.dto.js';
import { CertificateFootService } from './certificate-foot.service.js';
import { CertificatePictures } from './certificate-pictures.service.js';
import { CertificatePreview } from './certificate-preview.service.js';

/** The signer of the certificates, and the emblem, which we do not ship. */
@ApiTags('staff')
@Controller('api/v1/staff/certificate-foot')
@ForStaff('administrator')
export class CertificateFootController {
  constructor(
    private readonly foot: CertificateFootService,
    private readonly pictures: CertificatePictures,
    private readonly preview: CertificatePreview,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who signs the certificates, and the emblem' })
  @ApiOkResponse({ type: VersionedCertificateFootDto })
  read(): Promise<VersionedCertificateFootDto> {
    return this.foot.read();
  }

  @Put()
  @ApiOperation({ summary: 'Change who signs, and the emblem; every certificate shows it at once' })
  @Versioned({
    seen: 'The version that the administrator saw',
    meanwhile: 'Another administrator has changed it since; says who',
  })
  @ApiOkResponse({ type: VersionedCertificateFootDto })
  @ApiUnprocessableEntityResponse({ description: 'A part of who signs is missing' })
  change(
    @Body() body: CertificateFootDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<VersionedCertificateFootDto> {
    return this.foot.change(body, staff, seen);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'A certificate with what is not saved yet' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async previewed(@Body() typed: CertificatePreviewDto, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'inline; filename="certificate.pdf"')
      .header('cache-control', 'no-store')
      .send(await this.preview.of(typed));
  }

  @Post('pictures')
  @ApiOperation({ summary: 'Upload a signature or an emblem; only its pixels are kept' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ type: CertificatePictureDto })
  @ApiUnprocessableEntityResponse({ description: 'Empty, unreadable or too large' })
  async add(
    @Req() request: FastifyRequest,
    @CurrentStaff() staff: Staff,
  ): Promise<CertificatePictureDto> {
    return this.pictures.add(await readPicture(request), staff);
  }

  @Get('pictures/:id')
  @ApiOperation({ summary: 'A signature or an emblem, also one that is not saved yet' })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async picture(@Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'image/png')
      .header('cache-control', 'private, max-age=3600')
      .send(await this.pictures.open(id));
  }
}
