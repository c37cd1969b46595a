import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mostCompared } from '../../../../contract/comparison.js';
import type { Language } from '../../../../contract/pages.js';
import { limits } from '../../platform/config/limits.js';
import { ComparisonService } from '../public/comparison.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { SignatoryListService } from '../public/signatory-list.service.js';
import { InLanguage, pathWithoutLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { text } from './form-fields.js';
import { SitePage } from './site-page.js';

const mostFound = 10;

/** Two to five signatories side by side, chosen in the address. */
@ApiExcludeController()
@Controller(':language/compare')
@PublicAnswer()
export class ComparePagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly comparison: ComparisonService,
    private readonly signatories: SignatoryListService,
    private readonly pact: PactReader,
  ) {}

  @Get()
  @SitePage()
  async compare(
    @InLanguage() language: Language,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = text(query['with']).split(',').filter(Boolean);
    const q = text(query['q']).slice(0, limits.searchLength);
    const [comparison, pillars] = await Promise.all([
      this.comparison.of(asked),
      this.pact.pillars(),
    ]);
    const chosen = comparison.towns.map(({ id }) => id);
    const mayAdd = q !== '' && comparison.towns.length < mostCompared;
    const found = mayAdd
      ? await this.signatories.list({ q, sort: 'name', language, limit: mostFound + mostCompared })
      : null;
    const others = found?.items.filter(({ id }) => !chosen.includes(id)) ?? [];
    await this.pages.send(reply, language, pathWithoutLanguage(request.url), 'Compare', {
      ...comparison,
      pillars,
      q,
      found: found && others.slice(0, mostFound),
      more: others.length > mostFound || Boolean(found?.next),
    });
  }
}
