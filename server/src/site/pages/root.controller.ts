import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { officialFor } from '../../../../contract/languages.js';
import { preferredLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/**
 * The two routes without a language: the root address redirects to the reader's language, and the
 * workbench picks its own.
 */
@ApiExcludeController()
@Controller()
export class RootController {
  constructor(private readonly pages: PagesService) {}

  @Get()
  async root(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .redirect(`/${preferredLanguage(request)}`, 302);
  }

  @Get(['staff', 'staff/*'])
  async staff(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.sendStaffShell(reply, officialFor(preferredLanguage(request)));
  }
}
