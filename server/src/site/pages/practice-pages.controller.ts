import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryText } from '../../../../contract/register-filter.js';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { canonicalAddress } from '../public/canonical-address.js';
import { PracticeQuery } from '../public/practices.dto.js';
import { PracticesService } from '../public/practices.service.js';
import { isUuid, takenDown } from '../public/public-figures.controller.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { PactReader } from '../public/pact-reader.service.js';
import { InLanguage, pathWithoutLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

/** Good practices: the list, and a page for each. */
@ApiExcludeController()
@Controller(':language/practices')
@PublicAnswer()
export class PracticePagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly practices: PracticesService,
    private readonly pact: PactReader,
  ) {}

  @Get()
  @SitePage()
  async list(
    @InLanguage() language: Language,
    @Query() query: PracticeQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [list, countries, pillars] = await Promise.all([
      this.practices.list(query),
      this.practices.countries(),
      this.pact.pillars(),
    ]);
    const { q = '', pillar = [], country = [], language: writtenIn = [] } = query;
    const filter = { q, pillar, country, language: writtenIn };
    const next =
      list.next &&
      canonicalAddress(
        `/${language}/practices?${queryText([...Object.entries(filter), ['after', list.next]])}`,
      );
    await this.pages.send(reply, language, pathWithoutLanguage(request.url), 'Practices', {
      list,
      countries,
      pillars,
      filter,
      next,
    });
  }

  @Get(':id')
  @SitePage({ each: 'practice' })
  async one(
    @InLanguage() language: Language,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const practice = isUuid(id) ? await this.practices.one(id) : null;
    if (!practice)
      throw isUuid(id) && (await this.practices.isGone(id)) ? takenDown() : Problem.notFound();
    await this.pages.send(reply, language, `/practices/${id}`, 'Practice', {
      practice,
      pillars: await this.pact.pillars(),
    });
  }
}
