import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isLanguage } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { dataset } from './dataset.js';
import { embedCode, embedOf } from './embeds.js';

/** An oEmbed response of type "rich" (https://oembed.com). */
export class OEmbedDto {
  @ApiProperty({ example: '1.0' }) version: string;
  @ApiProperty({ example: 'rich' }) type: string;
  @ApiProperty({ example: 'Köln' }) title: string;
  @ApiProperty({ example: 'Congress of Local and Regional Authorities of the Council of Europe' })
  provider_name: string;
  @ApiProperty({ example: 'https://register.example' }) provider_url: string;
  @ApiProperty({ example: 3600 }) cache_age: number;
  @ApiProperty({
    example: '<iframe src="https://register.example/en/embed/signatories/kd7q2mxr"></iframe>',
  })
  html: string;
  @ApiProperty({ example: 420 }) width: number;
  @ApiProperty({ example: 260 }) height: number;
}

/** Lets other sites embed one of our pages, given only its URL. */
@ApiTags('open data')
@Controller('api/v1')
@PublicAnswer()
export class OEmbedController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly context: AppContext,
  ) {}

  /** Consumers add their own parameters (WordPress: `dnt`), which are ignored. */
  @Get('oembed')
  @ApiOperation({ summary: 'The embed of a page (oEmbed 1.0)' })
  @ApiQuery({
    name: 'url',
    required: true,
    example: 'https://register.example/en/signatories/kd7q2mxr-cologne',
    description: 'A page of the register',
  })
  @ApiQuery({
    name: 'format',
    required: false,
    schema: { type: 'string', enum: ['json'], default: 'json' },
  })
  @ApiQuery({ name: 'maxwidth', required: false, schema: { type: 'integer', minimum: 1 } })
  @ApiQuery({ name: 'maxheight', required: false, schema: { type: 'integer', minimum: 1 } })
  @ApiOkResponse({ type: OEmbedDto })
  @ApiNotFoundResponse({
    description: 'The address is none of our pages, or the signatory is not public',
  })
  @ApiResponse({ status: 501, description: 'Another format than JSON' })
  async oembed(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    const { url, format = 'json', maxwidth, maxheight } = query;
    if (format !== 'json') throw new Problem(501, 'only-json', 'The answer is JSON only.');
    const { baseUrl } = this.context.config;
    const embed = typeof url === 'string' ? embedOf(url, baseUrl, isLanguage) : null;
    const title = embed && (await this.titleOf(embed.path));
    if (!embed || !title) throw Problem.notFound();
    const width = Math.min(embed.width, most(maxwidth));
    const height = Math.min(embed.height, most(maxheight));
    const answer: OEmbedDto = {
      version: '1.0',
      type: 'rich',
      title,
      provider_name: dataset.publisher.en,
      provider_url: baseUrl,
      cache_age: 3600,
      html: embedCode(baseUrl, { ...embed, width, height }, title),
      width,
      height,
    };
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(answer));
  }

  /** @returns null for a signatory that is not public. */
  private async titleOf(path: string): Promise<string | null> {
    const id = /\/signatories\/(.*)$/.exec(path)?.[1];
    if (!id) return dataset.title.en;
    return (await this.reader.signatory(id))?.names.official ?? null;
  }
}

function most(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Infinity;
}
