import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, PageName, Pages } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { isPublicId } from '../public/public.controller.js';
import { ListQuery, RegisterFilter } from '../public/register-filter.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterMapService } from '../public/register-map.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SignatoryListService } from '../public/signatory-list.service.js';
import { InLanguage, pathWithoutLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/**
 * Pages for other sites to show in a frame, the only ones that may be framed. They set no cookie
 * and contain no form.
 */
@ApiExcludeController()
@Controller(':language/embed')
@PublicAnswer()
export class EmbedPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly registerMap: RegisterMapService,
    private readonly signatories: SignatoryListService,
  ) {}

  @Get('counter')
  async counter(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, language, request, 'EmbedCounter', {
      figures: await this.reader.figures(),
    });
  }

  @Get('list')
  async list(
    @InLanguage() language: Language,
    @Query() filter: RegisterFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = Object.assign(new ListQuery(), filter, { language });
    await this.send(reply, language, request, 'EmbedList', {
      list: await this.signatories.list(query),
      page: pageOf(language, 'signatories', request),
    });
  }

  @Get('map')
  async map(
    @InLanguage() language: Language,
    @Query() filter: RegisterFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, language, request, 'EmbedMap', {
      map: await this.registerMap.map(filter),
      page: pageOf(language, 'map', request),
    });
  }

  @Get('signatories/:id')
  async signatory(
    @InLanguage() language: Language,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    if (!signatory && isPublicId(id) && (await this.reader.withdrawn(id)))
      throw new Problem(410, 'withdrawn', 'This signatory was withdrawn.');
    if (!signatory) throw Problem.notFound();
    await this.send(reply, language, request, 'EmbedSignatory', { signatory });
  }

  private async send<Name extends PageName>(
    reply: FastifyReply,
    language: Language,
    request: FastifyRequest,
    name: Name,
    props: Pages[Name],
  ): Promise<void> {
    const policy = String(
      reply.getHeader('content-security-policy') ??
        reply.raw.getHeader('content-security-policy') ??
        '',
    );
    reply.removeHeader('x-frame-options');
    reply.raw.removeHeader('x-frame-options');
    void reply
      .header(
        'content-security-policy',
        policy
          .replace(`frame-ancestors 'none'`, 'frame-ancestors *')
          .replace(`form-action 'self'`, `form-action 'none'`),
      )
      .header('cross-origin-resource-policy', 'cross-origin');
    await this.pages.send(reply, language, pathWithoutLanguage(request.url), name, props, 200, {
      embedded: true,
    });
  }
}

/** Our own page with the same content and the same filter. */
function pageOf(language: Language, page: string, { url }: FastifyRequest): string {
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return `/${language}/${page}${query}`;
}
