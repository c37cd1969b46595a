import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { InLanguage } from './language.js';
import { newPathOf } from './old-addresses.js';
import { PagesService } from './pages.service.js';

/**
 * Redirects links to the former site permanently to the pages that replaced them. If a page has no
 * successor, ours says so and offers others.
 */
@ApiExcludeController()
@Controller(':language')
@PublicAnswer()
export class OldAddressesController {
  constructor(private readonly pages: PagesService) {}

  @Get(['page/:name', 'print/:name'])
  async old(
    @InLanguage() language: Language,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = newPathOf(name);
    if (path !== null) return void (await reply.redirect(`/${language}${path}`, 301));
    await this.pages.send(
      reply,
      language,
      '',
      'Failure',
      { status: 404, requestId: request.id, formerSite: true },
      404,
    );
  }
}
