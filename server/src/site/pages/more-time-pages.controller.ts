import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language, Pages } from '../../../../contract/pages.js';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import { AnswerTimes } from '../../joining/messages/answer-times.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
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

type Due = Pick<Pages['MoreTime'], 'about' | 'dueOn' | 'asked'>;

/**
 * A town asks for more time: for its progress report, or for the changes that it was asked for in
 * the case `about`. Without a session, it signs in first.
 */
@ApiExcludeController()
@Controller(':language/case/more-time')
export class MoreTimePagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly open: OpenSubmission,
    private readonly reporting: OwnReporting,
    private readonly steps: ReportingSteps,
    private readonly answers: AnswerTimes,
  ) {}

  @Get()
  @OfCase('send')
  async form(
    @InLanguage() language: Language,
    @Query('about') about: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(language, text(about), request, reply, {});
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
    const about = text(fields['about']);
    const values = { until: fields['until'], why: text(fields['why']) };
    const { dto, errors } = await check(MoreTimeDto, withDays(values, language));
    if (errors.length > 0)
      return this.show(language, about, request, reply, { values, errors, status: 422 });
    try {
      if (about) await this.answers.ask(session.home, about, dto);
      else await this.steps.ask(session.home, { until: dto.until, reason: dto.why });
      await reply.redirect(`/${language}/case`, 303);
    } catch (error) {
      const refused = refusal(error);
      const wrong = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(language, about, request, reply, {
        ...{ values, errors: wrong, status: refused.getStatus() },
        problem: wrong.length > 0 ? null : refused.code,
      });
    }
  }

  /** The subject of the request; null if nobody may ask for more time. */
  private async due(home: Submission, about: string, isRefused: boolean): Promise<Due | null> {
    // After a refusal the input is shown again, even if nobody may ask any more.
    if (about) {
      const one = await this.answers.of(home, about);
      if (!one || (one.state !== 'changes_requested' && !isRefused)) return null;
      const until = one.answerAskedUntil;
      return { about, dueOn: one.answerBy!, asked: until ? { until, at: null } : null };
    }
    const reporting = await this.reporting.of(home);
    if (!reporting || (!reporting.mayAsk && !isRefused)) return null;
    return { about: null, dueOn: reporting.dueOn, asked: reporting.asked };
  }

  private async show(
    language: Language,
    about: string,
    request: FastifyRequest,
    reply: FastifyReply,
    { values = { until: '', why: '' }, errors = [], problem = null, status = 200 }: Shown,
  ): Promise<void> {
    const session = await this.open.home(request);
    const due = session && (await this.due(session.home, about, problem !== null));
    if (!due) return void (await reply.redirect(`/${language}/case`, 303));
    const page = { values, errors, problem, ...due };
    const path = withQuery('/case/more-time', queryText([['about', due.about ?? '']]));
    await this.pages.send(reply, language, path, 'MoreTime', page, status);
  }
}
