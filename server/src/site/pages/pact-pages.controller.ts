import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { parseWholeNumber } from '../../../../contract/whole-number.js';
import { Problem } from '../../platform/http/problem.js';
import { CountsService } from '../public/counts.service.js';
import { LikeTownsService } from '../public/like-towns.service.js';
import { PledgeFiguresService } from '../public/pledge-figures.service.js';
import { PactQuery, type PillarDto } from '../public/pact.dto.js';
import { PracticesService } from '../public/practices.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { PactReader } from '../public/pact-reader.service.js';
import { SignatoryListService } from '../public/signatory-list.service.js';
import { text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

const practicesOnPage = 5;
/** More live in no town; its double is still an integer of the database. */
const mostInhabitants = 100_000_000;

/** The Pact: in brief, in full, and each pillar and action with the signatories that pledged it. */
@ApiExcludeController()
@Controller(':language/pact')
@PublicAnswer()
export class PactPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly pact: PactReader,
    private readonly pledgeFigures: PledgeFiguresService,
    private readonly signatories: SignatoryListService,
    private readonly allCounts: CountsService,
    private readonly practices: PracticesService,
    private readonly likeTowns: LikeTownsService,
  ) {}

  @Get()
  @SitePage()
  async brief(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const [pact, figures] = await Promise.all([this.pact.now(), this.pledgeFigures.figures()]);
    await this.pages.send(reply, language, '/pact', 'Pact', { pact, figures: figures.pillars });
  }

  @Get('text')
  @SitePage()
  async text(
    @InLanguage() language: Language,
    @Query() { version }: PactQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [now, versions] = await Promise.all([this.pact.now(), this.pact.versions()]);
    const path = version === undefined ? '/pact/text' : `/pact/text?version=${version}`;
    await this.pages.send(reply, language, path, 'PactText', {
      pact: version === undefined ? now : await this.pact.at(version),
      versions,
      current: now.version,
    });
  }

  @Get(':pillar')
  @SitePage({ each: 'pillar' })
  async pillar(
    @InLanguage() language: Language,
    @Param('pillar') code: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pillar = await this.find(code);
    const [figures, actions, newest, practices] = await Promise.all([
      this.pledgeFigures.figures(),
      this.pledgeFigures.byAction(),
      this.signatories.list({ pillar: [pillar.code], sort: 'newest', language }),
      this.practices.list({ pillar: [pillar.code], limit: practicesOnPage }),
    ]);
    const figure = figures.pillars.find((one) => one.pillar === code)!;
    await this.pages.send(reply, language, `/pact/${code}`, 'PillarPage', {
      pillar,
      figure,
      actions: actions.filter(({ action }) => action.startsWith(`${code}.`)),
      newest: newest.items.slice(0, practicesOnPage),
      practices,
    });
  }

  @Get(':pillar/:action')
  @SitePage({ each: 'action' })
  async action(
    @InLanguage() language: Language,
    @Param('pillar') pillarCode: string,
    @Param('action') name: string,
    @Query('inhabitants') inhabitants: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pillar = await this.find(pillarCode);
    const code = `${pillarCode}.${name}`;
    const action = [...pillar.actions, ...pillar.retired].find((one) => one.code === code);
    if (!action) throw Problem.notFound();
    const [actions, list, counts, like] = await Promise.all([
      this.pledgeFigures.byAction(),
      this.signatories.list({ action: code, sort: 'name', language }),
      this.allCounts.counts({ action: code }),
      this.like(code, text(inhabitants), language),
    ]);
    const figure = actions.find((one) => one.action === code);
    if (!figure) throw Problem.notFound();
    await this.pages.send(reply, language, `/pact/${pillarCode}/${name}`, 'ActionPage', {
      pillar,
      action,
      figure,
      list,
      countries: counts.countries,
      like,
    });
  }

  /** Towns of similar size that finished the action; null when not requested. */
  private async like(
    action: string,
    typed: string,
    language: Language,
  ): Promise<Pages['ActionPage']['like']> {
    if (!typed) return null;
    const inhabitants = parseWholeNumber(typed);
    const isSize =
      typeof inhabitants === 'number' && inhabitants > 0 && inhabitants <= mostInhabitants;
    const found = isSize ? await this.likeTowns.finished(action, inhabitants, language) : null;
    return { typed, found };
  }

  /** @throws Problem 404 when the Pact has no such pillar. */
  private async find(code: string): Promise<PillarDto> {
    const pillar = (await this.pact.pillars()).find((one) => one.code === code);
    if (!pillar) throw Problem.notFound();
    return pillar;
  }
}
