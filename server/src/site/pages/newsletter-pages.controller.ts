import { Body, Controller, Get, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/languages.js';
import type { Pages } from '../../../../contract/pages.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { limits } from '../../platform/config/limits.js';
import { SignUpDto } from '../newsletter/newsletter.dto.js';
import { SubscriptionsService } from '../newsletter/subscriptions.service.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

type SignUp = Pages['Newsletter'];
type Form = Record<string, unknown> | undefined;

/**
 * Subscribing and unsubscribing on plain pages. Opening a page changes nothing, because mail
 * scanners open links, too.
 */
@ApiExcludeController()
@Controller(':language/newsletter')
export class NewsletterPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly subscriptions: SubscriptionsService,
    private readonly rates: RateLimits,
  ) {}

  @Get()
  @SitePage()
  async signUp(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, language, {});
  }

  @Post()
  @HttpCode(200)
  async ask(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const email = text(body?.['email']);
    const { dto, errors } = await check(SignUpDto, { email });
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.show(reply, language, { values: { email }, errors }, 422);
    // Only a bot fills in the hidden field; it gets a fake success.
    if (text(body?.['homepage'])) return this.show(reply, language, { sent: true });
    try {
      await this.subscriptions.ask(dto.email, language, ip);
    } catch (error) {
      const problem = refusal(error);
      void reply.header('retry-after', String(problem.more['retryAfter'] ?? 60));
      return this.show(
        reply,
        language,
        { values: { email }, problem: problem.code },
        problem.getStatus(),
      );
    }
    await this.show(reply, language, { sent: true });
  }

  @Get('confirm')
  async confirmPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.send(reply, language, '/newsletter/confirm', 'NewsletterConfirm', {
      token: text(token),
      done: false,
      problem: null,
    });
  }

  @Post('confirm')
  @HttpCode(200)
  async confirm(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await this.subscriptions.confirm(text(body?.['token']));
      await this.pages.send(reply, language, '/newsletter', 'NewsletterConfirm', {
        token: '',
        done: true,
        problem: null,
      });
    } catch (error) {
      const problem = refusal(error);
      await this.pages.send(
        reply,
        language,
        '/newsletter',
        'NewsletterConfirm',
        { token: '', done: false, problem: problem.code },
        problem.getStatus(),
      );
    }
  }

  @Get('leave')
  async leavePage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.send(reply, language, '/newsletter/leave', 'NewsletterLeave', {
      token: text(token),
      done: false,
    });
  }

  /**
   * Called by the page's button, or by a mail program that posts `List-Unsubscribe=One-Click` to
   * the address in the mail's header (RFC 8058), with the token in the URL. There is no rate limit:
   * a provider unsubscribes many people from one network, and a token cannot be guessed.
   */
  @Post('leave')
  @HttpCode(200)
  async leave(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Body() body: Form,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.subscriptions.leave(text(token) || text(body?.['token']));
    await this.pages.send(reply, language, '/newsletter', 'NewsletterLeave', {
      token: '',
      done: true,
    });
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    state: Partial<SignUp>,
    status = 200,
  ): Promise<void> {
    const { values = { email: '' }, errors = [], sent = false, problem = null } = state;
    await this.pages.send(
      reply,
      language,
      '/newsletter',
      'Newsletter',
      { values, errors, sent, problem },
      status,
    );
  }
}
