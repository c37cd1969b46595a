import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { csv } from '../../platform/spreadsheets/csv.js';
import { limits } from '../../platform/config/limits.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { TransparencyQuery } from '../public/transparency.dto.js';
import { TermsReader } from '../public/terms-reader.service.js';
import { TransparencyService } from '../public/transparency.service.js';
import { daysOf } from '../../workbench/retention/retention-rules.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';
import { textPages } from './text-pages.js';

/** Pages about the campaign, about joining and about the site itself. */
@ApiExcludeController()
@Controller(':language')
@PublicAnswer()
export class AboutPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly log: TransparencyService,
    private readonly terms: TermsReader,
  ) {}

  @Get('transparency')
  @SitePage()
  async transparency(
    @InLanguage() language: Language,
    @Query() query: TransparencyQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = Number(query.page);
    const [{ entries, more }, reports] = await Promise.all([
      this.log.entries(page),
      this.log.answeredReports(),
    ]);
    const at = (number: number) => (number > 1 ? `/transparency?page=${number}` : '/transparency');
    const pages = {
      previous: page > 1 ? `/${language}${at(page - 1)}` : null,
      next: more ? `/${language}${at(page + 1)}` : null,
    };
    await this.pages.send(reply, language, at(page), 'Transparency', {
      entries,
      reports,
      pages,
    });
  }

  @Get('transparency.csv')
  async transparencyFile(@InLanguage() _: Language, @Res() reply: FastifyReply): Promise<void> {
    let file = '';
    for await (const piece of csv(await this.log.table())) file += piece;
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="pact-transparency-log.csv"')
      .send(file);
  }

  /** Its retention periods are those that the jobs enforce. */
  @Get('privacy')
  @SitePage()
  async privacy(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const { kept, earlier, retention } = await this.terms.now();
    const days = daysOf(kept);
    const { caseLinkMinutes, confirmHours } = limits;
    await this.pages.send(reply, language, '/privacy', 'Privacy', {
      days: {
        draft: days.draft,
        unconfirmed: days.unconfirmed,
        unsigned: days.awaiting_signature,
        ended: days.ended_case,
        mail: days.mail,
        failedMail: days.failed_mail,
        letter: days.letter,
        subscriber: days.subscriber,
        errorReport: days.error_report,
        errorReportProof: limits.errorReportProofDays,
        invitation: limits.unansweredDays,
      },
      caseLinkMinutes,
      confirmHours,
      earlier,
      retention,
    });
  }

  @Get(`:text(${Object.keys(textPages).join('|')})`)
  @SitePage({ each: 'text' })
  async text(
    @InLanguage() language: Language,
    @Param('text') text: keyof typeof textPages,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = textPages[text];
    if (!name) throw Problem.notFound();
    await this.pages.send(reply, language, `/${text}`, name, {});
  }
}
