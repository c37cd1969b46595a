import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { isUuid } from '../public/public-figures.controller.js';
import { RoundsReader } from '../public/rounds-reader.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

/** Signatories' answers in a closed public round. */
@ApiExcludeController()
@Controller(':language/rounds')
@PublicAnswer()
export class RoundPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly rounds: RoundsReader,
  ) {}

  @Get(':id')
  @SitePage({ each: 'round' })
  async one(
    @InLanguage() language: Language,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const round = isUuid(id) ? await this.rounds.one(id) : null;
    if (!round) throw Problem.notFound();
    await this.pages.send(reply, language, `/rounds/${id}`, 'Round', { round });
  }
}
