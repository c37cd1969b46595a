import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/languages.js';
import type { Pages } from '../../../../contract/pages.js';
import { NewsRefusals } from '../../joining/messages/news-refusals.service.js';
import { text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/**
 * The page where the contact of a signatory unsubscribes from news. Opening the page changes
 * nothing.
 */
@ApiExcludeController()
@Controller(':language/letters/leave')
export class LettersPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly refusals: NewsRefusals,
  ) {}

  @Get()
  async page(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, language, { token: text(token), outcome: 'asked' });
  }

  /**
   * Called by the page's button, or by a mail program that posts `List-Unsubscribe=One-Click` to
   * the address in the mail's header (RFC 8058), with the token in the URL. There is no rate limit:
   * a provider unsubscribes many people from one network, and a token cannot be guessed.
   */
  @Post()
  @HttpCode(200)
  async leave(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Body() body: Record<string, unknown> | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const works = await this.refusals.refuse(text(token) || text(body?.['token']));
    const outcome = works ? 'done' : 'gone';
    await this.show(reply, language, { token: '', outcome }, works ? 200 : 410);
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    state: Pages['LettersLeave'],
    status = 200,
  ): Promise<void> {
    await this.pages.send(reply, language, '/letters/leave', 'LettersLeave', state, status);
  }
}
