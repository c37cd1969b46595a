import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language } from '../../../../contract/pages.js';
import { Cookies } from '../../platform/http/cookies.js';
import { Problem } from '../../platform/http/problem.js';
import { check } from '../../platform/http/validation.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { sectionsOf } from '../../../../contract/sections.js';
import { CasesService } from '../../joining/case/cases.service.js';
import { SignaturesService } from '../../joining/case/signatures.service.js';
import { FollowUpsService, followUpKinds } from '../../joining/own-place/follow-ups.service.js';
import { HandOversService } from '../../joining/own-place/hand-overs.service.js';
import { HandOverDto, type PendingHandOverDto } from '../../joining/own-place/own-place.dto.js';
import { PersonalDataService } from '../../joining/case/personal-data.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { asShown, CasePages } from './case-pages.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { MailedLinkPages } from './mailed-link-pages.service.js';
import { PagesService } from './pages.service.js';

interface HandOverState {
  values?: { name: string; office: string; email: string };
  errors?: FieldError[];
  sent?: boolean;
  pending?: PendingHandOverDto | null;
  problem?: string;
  status?: number;
}

/**
 * The buttons on an authority's own page. Without a session they redirect to the case's sign-in.
 */
@ApiExcludeController()
@Controller(':language')
export class OwnPlacePagesController {
  constructor(
    private readonly mailed: MailedLinkPages,
    private readonly pages: PagesService,
    private readonly casePages: CasePages,
    private readonly cases: CasesService,
    private readonly signatures: SignaturesService,
    private readonly followUps: FollowUpsService,
    private readonly handOvers: HandOversService,
    private readonly personalData: PersonalDataService,
    private readonly open: OpenSubmission,
    private readonly cookies: Cookies,
  ) {}

  @Post('case/signature')
  @OfCase('send')
  async sendSignature(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.atHome(language, request, reply, async (home) => {
      await this.signatures.send(home);
      return 'case';
    });
  }

  @Post('case/follow-ups')
  @OfCase('begin what follows')
  async begin(
    @InLanguage() language: Language,
    @Body() body: { kind?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = followUpKinds.find((known) => known === body.kind);
    if (!kind) throw Problem.notFound();
    await this.atHome(language, request, reply, async (home, token) => {
      await this.followUps.open(home, kind, token);
      return kind === 'amendment' ? 'endorse/tasks' : `endorse/${sectionsOf(kind)[0]}`;
    });
  }

  @Post('case/follow-ups/open')
  @OfCase('begin what follows')
  async goOn(
    @InLanguage() language: Language,
    @Body() body: { reference?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.atHome(language, request, reply, async (home, token) => {
      await this.followUps.reopen(home, text(body.reference), token);
      return 'endorse/tasks';
    });
  }

  @Post('case/follow-ups/withdraw')
  @OfCase('take back')
  async takeBack(
    @InLanguage() language: Language,
    @Body() body: { reference?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.atHome(language, request, reply, async (home) => {
      const followUp = (await this.followUps.of(home)).find(
        ({ reference }) => reference === body.reference,
      );
      if (!followUp) throw Problem.notFound();
      await this.cases.withdraw(followUp.id, home.person);
      return 'case';
    });
  }

  @Get('case/hand-over')
  @OfCase('hand over')
  async handOverPage(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const pending = await this.handOvers.pending(session.home.id);
    await this.showHandOver(reply, language, { pending });
  }

  @Post('case/hand-over/cancellation')
  @OfCase('hand over')
  async cancelHandOver(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.atHome(language, request, reply, async (home) => {
      await this.handOvers.cancel(home.id);
      return 'case';
    });
  }

  @Post('case/hand-over')
  @OfCase('hand over')
  @HttpCode(200)
  async handOver(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const values = {
      name: text(body['name']),
      office: text(body['office']),
      email: text(body['email']),
    };
    const pending = await this.handOvers.pending(session.home.id);
    const { dto, errors } = await check(HandOverDto, values);
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0)
      return this.showHandOver(reply, language, { values, errors, pending, status: 422 });
    try {
      await this.handOvers.ask(session.home, dto);
      await this.showHandOver(reply, language, { values, sent: true });
    } catch (error) {
      const problem = refusal(error);
      await this.showHandOver(reply, language, {
        values,
        pending,
        problem: problem.code,
        status: problem.getStatus(),
      });
    }
  }

  @Get('hand-over')
  async acceptPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mailed.show(reply, language, 'HandOverAccept', token);
  }

  @Post('hand-over')
  async accept(
    @InLanguage() language: Language,
    @Body() body: { token?: unknown },
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const used = { token: body.token, ip };
    await this.mailed.use(reply, language, 'HandOverAccept', used, async (token) => {
      const { session } = await this.handOvers.accept(token);
      return { session, page: 'case', seconds: sessionSeconds.case };
    });
  }

  /** A copy of all the data held, in a file that any text editor opens. */
  @Get('case/data.json')
  @OfCase('copy and erase')
  async copy(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${session.home.reference}.json"`)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(await this.personalData.copy(session.home.id), null, 2));
  }

  @Post('case/erase')
  @OfCase('copy and erase')
  async erase(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.atHome(language, request, reply, async (home) => {
      await this.personalData.erase(home.id, home.person);
      this.cookies.clear(reply, 'applicant');
      return 'case/erased';
    });
  }

  @Get('case/erased')
  async erased(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, language, '/case/erased', 'CaseErased', {});
  }

  private async atHome(
    language: Language,
    request: FastifyRequest,
    reply: FastifyReply,
    act: (home: Submission, token: string) => Promise<string>,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await this.casePages.orShowAgain(reply, language, session.home, () =>
      act(session.home, session.token),
    );
  }

  private async showHandOver(
    reply: FastifyReply,
    language: Language,
    state: HandOverState,
  ): Promise<void> {
    const {
      values = { name: '', office: '', email: '' },
      errors = [],
      sent = false,
      pending = null,
      problem = null,
      status = 200,
    } = state;
    await this.pages.send(
      reply,
      language,
      '/case/hand-over',
      'HandOver',
      { values, errors, sent, pending: pending && asShown(pending), problem },
      status,
    );
  }
}
