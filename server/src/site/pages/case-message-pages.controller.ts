import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { WriteMessageDto } from '../../joining/messages/messages.dto.js';
import { MessagesService } from '../../joining/messages/messages.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import { check } from '../../platform/http/validation.js';
import { refusal, text } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';

type State = Partial<Pages['CaseMessage']> & { status?: number };

/** An authority writes to the Congress about its case. */
@ApiExcludeController()
@Controller(':language/case/message')
export class CaseMessagePagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly open: OpenSubmission,
    private readonly messages: MessagesService,
  ) {}

  @Get()
  @OfCase('write to the Congress')
  async form(
    @InLanguage() language: Language,
    @Query('about') about: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const values = { about: text(about), message: '' };
    await this.show(reply, language, session.home, { values });
  }

  @Post()
  @OfCase('write to the Congress')
  @HttpCode(200)
  async send(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = { about: text(body['about']), message: text(body['message']) };
    const session = await this.open.home(request);
    // The session may have ended during writing: the text is shown again, to be copied.
    if (!session)
      return this.show(reply, language, null, { values, problem: 'no-submission', status: 401 });
    const { dto, errors } = await check(WriteMessageDto, values);
    if (errors.length > 0)
      return this.show(reply, language, session.home, { values, errors, status: 422 });
    try {
      await this.messages.write(session.home, dto);
      await this.show(reply, language, session.home, { values, sent: true });
    } catch (error) {
      const refused = refusal(error);
      const problem = { problem: refused.code, status: refused.getStatus() };
      await this.show(reply, language, session.home, { values, ...problem });
    }
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    home: Submission | null,
    { status = 200, values = { about: '', message: '' }, ...state }: State,
  ): Promise<void> {
    const cases = home ? await this.messages.openCases(home) : [];
    const isThere = cases.some(({ reference }) => reference === values.about);
    // A message about a case that has closed meanwhile must not silently go to another one.
    const isRefused = state.errors !== undefined || state.problem !== undefined;
    const first = isRefused ? '' : (cases[0]?.reference ?? '');
    const about = isThere ? values.about : first;
    const page = {
      cases,
      values: { ...values, about },
      asked: home && about ? await this.messages.lastAsked(home, about) : null,
      open: home !== null,
      maxLength: limits.messageLength,
      errors: [],
      sent: false,
      problem: null,
      ...state,
    };
    await this.pages.send(reply, language, '/case/message', 'CaseMessage', page, status);
  }
}
