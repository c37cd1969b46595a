import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Cookies } from '../../platform/http/cookies.js';
import { Problem } from '../../platform/http/problem.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { afterAllOthers } from '../../platform/database/request-start.js';
import { isSectionName } from '../../joining/submissions/answers.js';
import { BeginGate } from '../../joining/drafts/begin-gate.service.js';
import { DraftsService } from '../../joining/drafts/drafts.service.js';
import { requireSection } from '../../joining/submissions/case-actions.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import { EndorseForm } from './endorse-form.service.js';
import { EndorsePages } from './endorse-pages.js';
import { isHurried, pointAt, statesOf, stepWithin } from './endorse-steps.js';
import { nestedFields, refusal, seenVersion, text, toAnswer } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { withRows } from './joint-rows.js';
import { OpenSubmission } from './open-submission.js';
import { SitePage } from './site-page.js';

/**
 * The endorsement form as plain pages: each page posts to itself, saves, and redirects. Invalid
 * input is shown again as it was typed. The API uses the same services.
 */
@ApiExcludeController()
@Controller(':language/endorse')
export class EndorsePagesController {
  constructor(
    private readonly pages: EndorsePages,
    private readonly drafts: DraftsService,
    private readonly form: EndorseForm,
    private readonly open: OpenSubmission,
    private readonly cookies: Cookies,
    private readonly gate: BeginGate,
  ) {}

  @Get()
  @OfCase('see the form')
  @SitePage()
  async start(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.start(reply, language, await this.open.findOrNone(request));
  }

  @Post()
  @OfCase('see the form')
  @HttpCode(303)
  async begin(
    @InLanguage() language: Language,
    @Body() body: { proof?: unknown } | undefined,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await afterAllOthers(() =>
        this.gate.pass(ip, typeof body?.proof === 'string' ? body.proof : undefined),
      );
    } catch (error) {
      const problem = refusal(error);
      return this.pages.start(reply, language, await this.open.findOrNone(request), problem);
    }
    const { token } = await afterAllOthers(() => this.drafts.begin(language));
    this.cookies.write(reply, 'applicant', token, sessionSeconds.draft);
    await reply.redirect(`/${language}/endorse/find`, 303);
  }

  @Get('tasks')
  @OfCase('see the form')
  async tasks(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.form.editable(language, request, reply);
    const fromOwnCase = await this.open.isFromOwnCase(request, submission);
    if (submission) await this.pages.tasks(reply, language, submission, fromOwnCase);
  }

  @Get('sent')
  @OfCase('see the form')
  async sent(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.open.find(request);
    if (!submission || submission.state === 'draft')
      return void (await reply.redirect(`/${language}/endorse`, 303));
    if (submission.state === 'awaiting_signature')
      return void (await reply.redirect(`/${language}/case`, 303));
    await this.pages.sent(reply, language, submission);
  }

  @Post('sent')
  @OfCase('send')
  async sendProofAgain(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.open.find(request);
    if (!submission) return void (await reply.redirect(`/${language}/endorse`, 303));
    await this.drafts.resendProof(submission.id);
    await this.pages.sent(reply, language, submission, { asked: true });
  }

  @Get(':section')
  @OfCase('see the form')
  async section(
    @InLanguage() language: Language,
    @Param('section') section: string,
    @Query() { replaces, box, at }: { replaces?: unknown; box?: unknown; at?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.form.editable(language, request, reply, statesOf(section));
    if (submission && section === 'documents')
      await this.pages.documents(reply, language, submission, String(replaces));
    else if (submission && section === 'place')
      await this.pages.section(reply, language, section, submission, pointAt(at), text(box));
    else if (submission) await this.pages.section(reply, language, section, submission);
  }

  @Post('check')
  @OfCase('send')
  async send(
    @InLanguage() language: Language,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.open.find(request);
    if (!submission) return void (await reply.redirect(`/${language}/endorse`, 303));
    const { version, homepage, ...fields } = nestedFields(body);
    await this.form.orShowAgain(reply, language, 'check', submission, { fields }, async () => {
      // Does not reveal that the hidden field or the speed gave the sender away: a human simply
      // reads the page once more and sends again.
      if (homepage || isHurried(submission))
        throw new Problem(409, 'read-again', 'Please check your answers once more, then send.');
      if (editableStates.includes(submission.state)) {
        await this.drafts.saveSection(
          submission,
          'declaration',
          toAnswer('declaration', fields),
          seenVersion(version),
        );
      }
      await this.drafts.submit(submission);
      return 'sent';
    });
  }

  @Post(':section')
  @OfCase('fill in')
  async save(
    @InLanguage() language: Language,
    @Param('section') section: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isSectionName(section) || section === 'declaration') throw Problem.notFound();
    const submission = await this.form.editable(language, request, reply);
    if (!submission) return;
    requireSection(submission, section);
    const { version, then, ...sent } = nestedFields(body);
    const step = stepWithin(section, sent, then);
    const fields = section === 'authority' ? withRows(sent) : sent;
    await this.form.orShowAgain(reply, language, section, submission, { fields }, async () => {
      if (then === 'theirs') {
        await this.drafts.forgetTyped(submission.id, section);
        return section;
      }
      if (step) {
        await this.drafts.keepTyped(submission.id, { [section]: step.fields });
        return step.next;
      }
      const seen = seenVersion(version);
      const answer = toAnswer(section, fields, language);
      const saved = await this.drafts.saveSection(submission, section, answer, seen);
      const filled =
        section === 'authority' ? await this.form.savePointOfPlace(saved, seen) : saved;
      return this.form.pageAfter(filled, section);
    });
  }
}
