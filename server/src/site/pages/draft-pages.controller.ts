import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language } from '../../../../contract/pages.js';
import { check } from '../../platform/http/validation.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { DraftLinksService } from '../../joining/drafts/draft-links.service.js';
import { DraftLinkDto } from '../../joining/submissions/submissions.dto.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { MailedLinkPages } from './mailed-link-pages.service.js';
import { PagesService } from './pages.service.js';

interface LaterState {
  email?: string;
  errors?: FieldError[];
  sent?: boolean;
  problem?: string;
  status?: number;
}

/**
 * Save and return: request a link and resume with it. Opening the link changes nothing; only its
 * button does.
 */
@ApiExcludeController()
@Controller(':language')
export class DraftPagesController {
  constructor(
    private readonly mailed: MailedLinkPages,
    private readonly pages: PagesService,
    private readonly links: DraftLinksService,
    private readonly open: OpenSubmission,
  ) {}

  @Get('endorse/later')
  @OfCase('mail a link')
  async later(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.open.find(request);
    if (submission?.state !== 'draft')
      return void (await reply.redirect(`/${language}/endorse`, 303));
    await this.show(reply, language, {
      email: await this.links.addressFor(submission),
    });
  }

  @Post('endorse/later')
  @OfCase('mail a link')
  @HttpCode(200)
  async send(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.open.find(request);
    if (submission?.state !== 'draft')
      return void (await reply.redirect(`/${language}/endorse`, 303));
    const email = text(body['email']);
    const { dto, errors } = await check(DraftLinkDto, { email });
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.show(reply, language, { email, errors, status: 422 });
    try {
      const sentTo = await this.links.send(submission, dto.email);
      await this.show(reply, language, { email: sentTo, sent: true });
    } catch (error) {
      const problem = refusal(error);
      await this.show(reply, language, {
        email,
        problem: problem.code,
        status: problem.getStatus(),
      });
    }
  }

  @Get('continue')
  async continuePage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mailed.show(reply, language, 'EndorseContinue', token);
  }

  @Post('continue')
  async goOn(
    @InLanguage() language: Language,
    @Body() body: { token?: unknown },
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const used = { token: body.token, ip };
    await this.mailed.use(reply, language, 'EndorseContinue', used, async (token) => {
      const { session } = await this.links.open(token);
      return { session, page: 'endorse/tasks', seconds: sessionSeconds.draft };
    });
  }

  private async show(reply: FastifyReply, language: Language, state: LaterState): Promise<void> {
    const { email = '', errors = [], sent = false, problem = null, status = 200 } = state;
    await this.pages.send(
      reply,
      language,
      '/endorse/later',
      'EndorseLater',
      { values: { email }, errors, sent, problem },
      status,
    );
  }
}
