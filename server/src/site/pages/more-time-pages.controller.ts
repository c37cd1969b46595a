import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language } from '../../../../contract/pages.js';
import { check } from '../../platform/http/validation.js';
import { MoreTimeDto } from '../../register/reporting/own-reporting.dto.js';
import { OwnReporting } from '../../register/reporting/own-reporting.service.js';
import { ReportingSteps } from '../../register/reporting/reporting-steps.service.js';
import { nestedFields, refusal, text, withDays } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';

interface Shown {
  values?: { until: unknown; why: string };
  errors?: FieldError[];
  problem?: string | null;
  status?: number;
}

/** A town asks for more time for its progress report. Without a session, it signs in first. */
@ApiExcludeController()
@Controller(':language/case/more-time')
export class MoreTimePagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly open: OpenSubmission,
    private readonly reporting: OwnReporting,
    private readonly steps: ReportingSteps,
  ) {}

  @Get()
  @OfCase('send')
  async form(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(language, request, reply, {});
  }

  @Post()
  @OfCase('send')
  @HttpCode(200)
  async ask(
    @InLanguage() language: Language,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const fields = nestedFields(body);
    const values = { until: fields['until'], why: text(fields['why']) };
    const { dto, errors } = await check(MoreTimeDto, withDays(values, language));
    if (errors.length > 0)
      return this.show(language, request, reply, { values, errors, status: 422 });
    try {
      await this.steps.ask(session.home, { until: dto.until, reason: dto.why });
      await reply.redirect(`/${language}/case`, 303);
    } catch (error) {
      const refused = refusal(error);
      const wrong = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(language, request, reply, {
        ...{ values, errors: wrong, status: refused.getStatus() },
        problem: wrong.length > 0 ? null : refused.code,
      });
    }
  }

  private async show(
    language: Language,
    request: FastifyRequest,
    reply: FastifyReply,
    { values = { until: '', why: '' }, errors = [], problem = null, status = 200 }: Shown,
  ): Promise<void> {
    const session = await this.open.home(request);
    const reporting = session && (await this.reporting.of(session.home));
    // After a refusal what was typed is shown again, also when nobody may ask any more.
    if (!reporting || (!reporting.mayAsk && problem === null))
      return void (await reply.redirect(`/${language}/case`, 303));
    const page = { values, errors, reporting, problem };
    await this.pages.send(reply, language, '/case/more-time', 'MoreTime', page, status);
  }
}
