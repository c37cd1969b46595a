import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Cookies } from '../../platform/http/cookies.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { limits } from '../../platform/config/limits.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { CasesService } from '../../joining/case/cases.service.js';
import { CaseLinkDto } from '../../joining/submissions/submissions.dto.js';
import { CasePages } from './case-pages.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { MailedLinkPages } from './mailed-link-pages.service.js';
import { PagesService } from './pages.service.js';

/**
 * After sending: confirm the address and follow the case. Opening a mailed link changes nothing;
 * only its button does.
 */
@ApiExcludeController()
@Controller(':language')
export class CasePagesController {
  constructor(
    private readonly mailed: MailedLinkPages,
    private readonly pages: PagesService,
    private readonly cases: CasesService,
    private readonly casePages: CasePages,
    private readonly open: OpenSubmission,
    private readonly cookies: Cookies,
    private readonly rates: RateLimits,
  ) {}

  @Get('confirm')
  async confirmPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.send(reply, language, '/confirm', 'Confirm', {
      token: text(token),
      problem: null,
    });
  }

  @Post('confirm')
  @HttpCode(200)
  async confirm(
    @InLanguage() language: Language,
    @Body() body: { token?: unknown },
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      const { submission, session } = await this.cases.confirm(text(body.token));
      if (session) this.cookies.write(reply, 'applicant', session, sessionSeconds.case);
      await this.pages.send(reply, language, '/case', 'Confirmed', {
        reference: submission.reference,
        state: submission.state,
      });
    } catch (error) {
      const problem = refusal(error);
      await this.pages.send(
        reply,
        language,
        '/confirm',
        'Confirm',
        { token: '', problem: problem.code },
        problem.getStatus(),
      );
    }
  }

  @Get('case/open')
  async openPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mailed.show(reply, language, 'CaseOpen', token);
  }

  @Post('case/open')
  async openCase(
    @InLanguage() language: Language,
    @Body() body: { token?: unknown },
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const used = { token: body.token, ip };
    await this.mailed.use(reply, language, 'CaseOpen', used, async (token) => {
      const { submission, session } = await this.cases.open(token);
      const page = submission.person?.role === 'supporter' ? 'endorse/tasks' : 'case';
      return { session, page, seconds: sessionSeconds.case };
    });
  }

  @Get('case')
  @OfCase('see the case')
  async case(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return this.signIn(reply, language, {});
    await this.casePages.show(reply, language, session.home);
  }

  @Get('case/answers')
  @OfCase('see the case')
  async answers(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await this.casePages.answers(reply, language, session.home);
  }

  @Post('case')
  @HttpCode(200)
  async requestLink(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = { reference: text(body['reference']), email: text(body['email']) };
    const { dto, errors } = await check(CaseLinkDto, values);
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.signIn(reply, language, { values, errors, status: 422 });
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await this.cases.requestLink(dto.reference, dto.email);
      await this.signIn(reply, language, { values, sent: true });
    } catch (error) {
      const problem = refusal(error);
      await this.signIn(reply, language, {
        values,
        problem: problem.code,
        status: problem.getStatus(),
      });
    }
  }

  @Post('case/leave')
  async leave(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = this.cookies.read(request, 'applicant');
    if (token) await this.cases.endSession(token);
    this.cookies.clear(reply, 'applicant');
    await reply.header('clear-site-data', '"cache"').redirect(`/${language}/case`, 303);
  }

  @Post('case/withdraw')
  @OfCase('take back')
  async withdraw(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return this.signIn(reply, language, {});
    await this.casePages.orShowAgain(reply, language, session.home, async () => {
      await this.cases.withdraw(session.home.id, session.home.person);
      return 'case';
    });
  }

  private async signIn(
    reply: FastifyReply,
    language: Language,
    state: {
      values?: { reference: string; email: string };
      errors?: Awaited<ReturnType<typeof check>>['errors'];
      sent?: boolean;
      problem?: string;
      status?: number;
    },
  ): Promise<void> {
    const {
      values = { reference: '', email: '' },
      errors = [],
      sent = false,
      problem = null,
      status = 200,
    } = state;
    await this.pages.send(
      reply,
      language,
      '/case',
      'CaseSignIn',
      { values, errors, sent, problem },
      status,
    );
  }
}
