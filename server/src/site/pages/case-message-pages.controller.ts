import {
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import { WriteMessageDto } from '../../joining/messages/messages.dto.js';
import { MessagesService } from '../../joining/messages/messages.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import { readFormWithFiles, type FormWithFiles } from '../../platform/documents/form-with-files.js';
import { sendAttachment } from '../../platform/documents/send-attachment.js';
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

  @Get('files/:id')
  @OfCase('see the case')
  async file(
    @InLanguage() language: Language,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await sendAttachment(reply, await this.messages.openFile(session.home, id));
  }

  @Post()
  @OfCase('write to the Congress')
  @HttpCode(200)
  async send(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    const { fields, files, refused, chosen } = await this.read(request, session?.home ?? null);
    const values = { about: text(fields['about']), message: text(fields['message']) };
    const again = { values, hadFiles: chosen.length > 0 };
    // The session may have ended during writing: the text is shown again, to be copied.
    if (!session)
      return this.show(reply, language, null, { ...again, problem: 'no-submission', status: 401 });
    const { home } = session;
    const { dto, errors } = await check(WriteMessageDto, values);
    if (errors.length > 0 || refused) {
      await this.messages.forgetFiles(files);
      const problem = refused?.code ?? null;
      const status = refused?.getStatus() ?? 422;
      return this.show(reply, language, home, { ...again, errors, problem, status });
    }
    try {
      await this.messages.write(home, dto, files);
      const names = files.map(({ fileName }) => fileName);
      await this.show(reply, language, home, { values, sent: true, names });
    } catch (error) {
      const refusedNow = refusal(error);
      const problem = { problem: refusedNow.code, status: refusedNow.getStatus() };
      await this.show(reply, language, home, { ...again, ...problem });
    }
  }

  /**
   * A form with files, or one without, as earlier pages send it. Files without a session are not
   * received.
   */
  private async read(
    request: FastifyRequest,
    home: Submission | null,
  ): Promise<Omit<FormWithFiles, 'fields'> & { fields: Record<string, unknown> }> {
    if (request.isMultipart())
      return readFormWithFiles(request, home && ((file) => this.messages.receiveFile(home, file)));
    const fields = (request.body ?? {}) as Record<string, unknown>;
    return { fields, files: [], refused: null, refusedField: null, chosen: [] };
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
      hadFiles: false,
      names: [],
      problem: null,
      ...state,
    };
    const path = withQuery('/case/message', queryText([['about', about]]));
    await this.pages.send(reply, language, path, 'CaseMessage', page, status);
  }
}
