import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import type { ActionFiguresDto, RegisterFiguresDto } from '../public/figures.dto.js';
import { PledgeFiguresService } from '../public/pledge-figures.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { RoundsReader } from '../public/rounds-reader.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

type Rows = Record<string, string | number>[];

/**
 * The columns of each file: only codes and numbers, so that nothing needs quoting and the file
 * suits every language.
 */
const files: Record<string, (figures: RegisterFiguresDto, actions: ActionFiguresDto[]) => Rows> = {
  growth: ({ growth }) => growth.map(({ year, joined, total }) => ({ year, joined, total })),
  countries: ({ countries }) =>
    countries.map(({ code, coverage, ...figures }) => ({
      country: code,
      signatories: figures.signatories,
      municipalities: figures.municipalities,
      regions: figures.regions,
      others: figures.others,
      pledges: figures.pledges,
      inhabitants_of_municipalities: coverage.inhabitants,
      municipalities_counted: coverage.counted,
    })),
  kinds: ({ kinds }) => kinds.map(({ kind, signatories }) => ({ kind, signatories })),
  pillars: ({ pillars }) =>
    pillars.map(({ pillar, signatories, pledges }) => ({ pillar, signatories, pledges })),
  progress: ({ pillars }) =>
    pillars.map(({ pillar, progress: { planned, under_way, done, dropped } }) => ({
      pillar,
      planned,
      under_way,
      done,
      dropped,
    })),
  kept: ({ kept: { done, underWay, notBegun, dropped, notReported } }) => [
    { done, under_way: underWay, not_begun: notBegun, dropped, not_reported: notReported },
  ],
  actions: (_, actions) =>
    actions.map(({ action, signatories, progress }) => ({ action, signatories, ...progress })),
  reporting: ({ reporting }) =>
    reporting.years.map(({ year, reported, without }) => ({
      year,
      reported,
      without_report: without ?? '',
    })),
  reporters: ({ reporting }) =>
    reporting.countries.map(({ code, reported, notYet }) => ({
      country: code,
      reported,
      not_yet: notYet,
    })),
  sizes: ({ reporting }) =>
    reporting.sizes.map(({ from, reported, notYet }) => ({
      inhabitants_from: from ?? '',
      reported,
      not_yet: notYet,
    })),
};

/** The register in figures, with the data of each chart as a file. */
@ApiExcludeController()
@Controller(':language/figures')
@PublicAnswer()
export class FiguresPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly pledgeFigures: PledgeFiguresService,
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
    private readonly rounds: RoundsReader,
  ) {}

  @Get()
  @SitePage({ ofRegister: true })
  async figures(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const [figures, register, pillars, actions, rounds] = await Promise.all([
      this.pledgeFigures.figures(),
      this.reader.figures(),
      this.pact.pillars(),
      this.pledgeFigures.byAction(),
      this.rounds.all(),
    ]);
    await this.pages.send(reply, language, '/figures', 'Figures', {
      figures,
      register,
      pillars,
      rounds,
      actions: actions.filter(({ signatories }) => signatories > 0),
    });
  }

  @Get(':name.csv')
  async file(
    @InLanguage() _: Language,
    @Param('name') name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rowsOf = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!rowsOf) throw Problem.notFound();
    const [figures, actions] = await Promise.all([
      this.pledgeFigures.figures(),
      this.pledgeFigures.byAction(),
    ]);
    const rows = rowsOf(figures, actions);
    const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map(
      (cells) => cells.join(','),
    );
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="pact-${name}.csv"`)
      .send(`${lines.join('\r\n')}\r\n`);
  }
}
