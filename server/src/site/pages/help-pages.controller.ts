import { Body, Controller, Get, Headers, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { memberStates } from '../../../../contract/countries.js';
import type { Language } from '../../../../contract/languages.js';
import type { Pages } from '../../../../contract/pages.js';
import { regionsOf } from '../../../../contract/reader-country.js';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import { check } from '../../platform/http/validation.js';
import { HelplineReportDto } from '../../reference/helplines/helpline-report.dto.js';
import { HelplineReports } from '../../reference/helplines/helpline-reports.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

type Report = Pages['HelpReport'];
type Form = Record<string, unknown> | undefined;

/**
 * Helplines of the reader's own country. The country is in the address, never in a cookie, so that
 * nobody who uses the computer later can read it there.
 */
@ApiExcludeController()
@Controller(':language/help')
export class HelpPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reports: HelplineReports,
  ) {}

  @Get()
  @SitePage()
  @PublicAnswer()
  async help(
    @InLanguage() language: Language,
    @Query('country') asked: unknown,
    @Query('likely') guessed: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const country = memberState(asked);
    const path = country ? `/help?country=${country}` : '/help';
    await this.pages.send(reply, language, path, 'Help', {
      country,
      likely: country ?? memberState(guessed),
    });
  }

  /**
   * From "I am a child": the browser's languages may name a state. A language is not a place, so
   * the page only preselects that state and shows no number before the reader agrees.
   */
  @Get('here')
  async here(
    @InLanguage() language: Language,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tags = (accepted ?? '').split(',').map((part) => part.split(';')[0]!.trim());
    const [only, other] = regionsOf(tags);
    const query = only && !other ? `?likely=${only}` : '';
    await reply.redirect(`/${language}/help${query}`, 302);
  }

  @Get('report')
  async reportPage(
    @InLanguage() language: Language,
    @Query('country') country: unknown,
    @Query('number') number: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = {
      country: memberState(country) ?? '',
      number: /^[0-9 +]{2,20}$/.test(text(number)) ? text(number) : '',
      remark: '',
    };
    await this.show(reply, language, { values });
  }

  @Post('report')
  @HttpCode(200)
  async report(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = {
      country: text(body?.['country']),
      number: text(body?.['number']),
      remark: text(body?.['remark']),
    };
    const { dto, errors } = await check(HelplineReportDto, values);
    if (errors.length > 0) return this.show(reply, language, { values, errors }, 422);
    // Only a bot fills in the hidden field; it gets a fake success.
    if (text(body?.['homepage'])) return this.show(reply, language, { sent: true });
    try {
      await this.reports.add(dto, language, ip);
    } catch (error) {
      const problem = refusal(error);
      void reply.header('retry-after', String(problem.more['retryAfter'] ?? 60));
      const state = { values, problem: problem.code };
      return this.show(reply, language, state, problem.getStatus());
    }
    await this.show(reply, language, { sent: true });
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    state: Partial<Report>,
    status = 200,
  ): Promise<void> {
    const {
      values = { country: '', number: '', remark: '' },
      errors = [],
      sent = false,
      problem = null,
    } = state;
    const props = { values, errors, sent, problem };
    const about = queryText(sent ? [] : Object.entries({ ...values, remark: '' }));
    const path = withQuery('/help/report', about);
    await this.pages.send(reply, language, path, 'HelpReport', props, status);
  }
}

function memberState(given: unknown): string | null {
  const code = text(given).toUpperCase();
  return memberStates.includes(code) ? code : null;
}
