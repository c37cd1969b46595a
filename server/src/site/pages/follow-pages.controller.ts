import { Body, Controller, Get, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Followed } from '../../../../contract/follows.js';
import type { Language } from '../../../../contract/languages.js';
import type { FollowedPage, Pages } from '../../../../contract/pages.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { FollowDto } from '../newsletter/follow.dto.js';
import { FollowsService } from '../newsletter/follows.service.js';
import { labelOf, pathOf } from '../newsletter/followed-things.js';
import { FollowedNames } from './followed-names.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

type Form = Record<string, unknown> | undefined;
type State = Partial<Omit<Pages['Follow'], 'thing'>>;

/**
 * Following a town, a country or an action by mail, on plain pages. Opening a mailed link changes
 * nothing, because mail scanners open links, too.
 */
@ApiExcludeController()
@Controller(':language/follow')
export class FollowPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly follows: FollowsService,
    private readonly names: FollowedNames,
    private readonly rates: RateLimits,
  ) {}

  @Get()
  async form(
    @InLanguage() language: Language,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, language, query, {});
  }

  @Post()
  @HttpCode(200)
  async ask(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = { email: text(body?.['email']) };
    const { kind, key } = { kind: text(body?.['kind']), key: text(body?.['key']) };
    const { dto, errors } = await check(FollowDto, { kind, key, ...values });
    if (errors.some(({ pointer }) => pointer !== '/email')) throw Problem.notFound();
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.show(reply, language, body, { values, errors }, 422);
    // Only a bot fills in the hidden field; it gets a fake success.
    if (text(body?.['homepage'])) return this.show(reply, language, body, { sent: true });
    try {
      await this.follows.ask(dto, dto.email, language, ip);
    } catch (error) {
      const problem = refusal(error);
      if (problem.getStatus() === 404) throw problem;
      void reply.header('retry-after', String(problem.more['retryAfter'] ?? 60));
      const state = { values, problem: problem.code };
      return this.show(reply, language, body, state, problem.getStatus());
    }
    await this.show(reply, language, body, { sent: true });
  }

  @Get('confirm')
  async confirmPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const props = { token: text(token), done: false, problem: null };
    await this.pages.send(reply, language, '/follow/confirm', 'FollowConfirm', props);
  }

  @Post('confirm')
  @HttpCode(200)
  async confirm(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const show = (props: Pages['FollowConfirm'], status = 200) =>
      this.pages.send(reply, language, '/follow/confirm', 'FollowConfirm', props, status);
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await this.follows.confirm(text(body?.['token']));
      await show({ token: '', done: true, problem: null });
    } catch (error) {
      const problem = refusal(error);
      await show({ token: '', done: false, problem: problem.code }, problem.getStatus());
    }
  }

  @Get('manage')
  async managePage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.manage(reply, language, text(token), null);
  }

  /**
   * Stops one or all: the page's buttons, or a mail program that posts `List-Unsubscribe=One-Click`
   * to the address in the mail's header (RFC 8058), which ends all. There is no rate limit: a
   * provider does so for many people from one network, and a token cannot be guessed.
   */
  @Post('manage')
  @HttpCode(200)
  async stop(
    @InLanguage() language: Language,
    @Query('token') inAddress: unknown,
    @Body() body: Form,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = text(inAddress) || text(body?.['token']);
    const one = text(body?.['follow']);
    if (one && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(one)) throw Problem.notFound();
    await this.follows.stop(token, one || null);
    await this.manage(reply, language, token, one ? 'one' : 'all');
  }

  private async manage(
    reply: FastifyReply,
    language: Language,
    token: string,
    done: Pages['FollowManage']['done'],
  ): Promise<void> {
    const things = (await this.follows.followed(token)).map((thing): FollowedPage => {
      const { id, kind, key } = thing;
      return { id, kind, key, label: labelOf(language, thing), path: pathOf(thing) };
    });
    const props = { token: things.length > 0 ? token : '', things, done };
    await this.pages.send(reply, language, '/follow/manage', 'FollowManage', props);
  }

  /** @throws Problem 404 if it is not public. */
  private async show(
    reply: FastifyReply,
    language: Language,
    given: Form,
    state: State,
    status = 200,
  ): Promise<void> {
    const asked = { kind: text(given?.['kind']), key: text(given?.['key']) } as Followed;
    const thing = await this.names.of(language, asked);
    if (!thing) throw Problem.notFound();
    const { values = { email: '' }, errors = [], sent = false, problem = null } = state;
    const path = `/follow?kind=${asked.kind}&key=${encodeURIComponent(asked.key)}`;
    const props = { thing, values, errors, sent, problem };
    await this.pages.send(reply, language, path, 'Follow', props, status);
  }
}
