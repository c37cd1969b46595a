import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/languages.js';
import type { Pages } from '../../../../contract/pages.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { ErrorReportDto } from '../../register/error-reports/error-report.dto.js';
import { ErrorReports } from '../../register/error-reports/error-reports.service.js';
import { isPublicId } from '../public/public.controller.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

type Form = Record<string, unknown> | undefined;
type State = Partial<Pick<Pages['ErrorReport'], 'values' | 'errors' | 'sent' | 'problem'>>;

/**
 * "Something is wrong here", on every entry: a plain form for everyone. Opening the mailed link
 * proves nothing, because mail scanners open links too. The button on its page does.
 */
@ApiExcludeController()
@Controller(':language')
export class ErrorReportPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly reports: ErrorReports,
    private readonly rates: RateLimits,
  ) {}

  @Get('signatories/:slug/error')
  async form(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, language, slug, {});
  }

  @Post('signatories/:slug/error')
  @HttpCode(200)
  async report(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = {
      what: text(body?.['what']),
      words: text(body?.['words']),
      name: text(body?.['name']),
      email: text(body?.['email']),
    };
    const { dto, errors } = await check(ErrorReportDto, values);
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.show(reply, language, slug, { values, errors }, 422);
    // Only a bot fills in the hidden field; it gets a fake success.
    if (text(body?.['homepage'])) return this.show(reply, language, slug, { values, sent: true });
    try {
      await this.reports.add(slug.slice(0, 8), dto, language, ip);
    } catch (error) {
      const problem = refusal(error);
      if (problem.getStatus() === 404) throw problem;
      void reply.header('retry-after', String(problem.more['retryAfter'] ?? 60));
      const state = { values, problem: problem.code };
      return this.show(reply, language, slug, state, problem.getStatus());
    }
    await this.show(reply, language, slug, { values, sent: true });
  }

  @Get('error-report/confirm')
  async confirmPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const props = { token: text(token), done: false, problem: null };
    await this.pages.send(reply, language, '/error-report/confirm', 'ErrorReportConfirm', props);
  }

  @Post('error-report/confirm')
  @HttpCode(200)
  async confirm(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const show = (props: Pages['ErrorReportConfirm'], status = 200) =>
      this.pages.send(
        reply,
        language,
        '/error-report/confirm',
        'ErrorReportConfirm',
        props,
        status,
      );
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await this.reports.confirm(text(body?.['token']));
      await show({ token: '', done: true, problem: null });
    } catch (error) {
      const problem = refusal(error);
      await show({ token: '', done: false, problem: problem.code }, problem.getStatus());
    }
  }

  /** @throws Problem 404 if it is not on the register. */
  private async show(
    reply: FastifyReply,
    language: Language,
    slug: string,
    state: State,
    status = 200,
  ): Promise<void> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    if (!signatory) throw Problem.notFound();
    const { countryCode, names, slug: now } = signatory;
    const {
      values = { what: '', words: '', name: '', email: '' },
      errors = [],
      sent = false,
      problem = null,
    } = state;
    await this.pages.send(
      reply,
      language,
      `/signatories/${now}/error`,
      'ErrorReport',
      { signatory: { slug: now, names, countryCode }, values, errors, sent, problem },
      status,
    );
  }
}
