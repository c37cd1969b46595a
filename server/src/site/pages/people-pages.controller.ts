import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language, Pages } from '../../../../contract/pages.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { HandOversService } from '../../joining/own-place/hand-overs.service.js';
import { PeoplePresenter } from '../../joining/people/people.presenter.js';
import { ChangeRoleDto, InvitePersonDto } from '../../joining/people/people.dto.js';
import { PeopleService } from '../../joining/people/people.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { Cookies } from '../../platform/http/cookies.js';
import { check } from '../../platform/http/validation.js';
import { askedAddress, refusal, seenVersion, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { MailedLinkPages } from './mailed-link-pages.service.js';
import { PagesService } from './pages.service.js';

type State = Partial<Pick<Pages['CasePeople'], 'values' | 'errors' | 'problem' | 'asked'>> & {
  status?: number;
};

/** The people of a draft or a case: the list, invitations, roles, and accepting an invitation. */
@ApiExcludeController()
@Controller(':language')
export class PeoplePagesController {
  constructor(
    private readonly mailed: MailedLinkPages,
    private readonly pages: PagesService,
    private readonly people: PeopleService,
    private readonly presenter: PeoplePresenter,
    private readonly handOvers: HandOversService,
    private readonly open: OpenSubmission,
    private readonly cookies: Cookies,
  ) {}

  @Get('case/people')
  @OfCase('see the case')
  async list(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await this.show(reply, language, session.home, {});
  }

  @Post('case/people')
  @OfCase('decide who takes part')
  @HttpCode(200)
  async invite(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = {
      name: text(body['name']),
      email: text(body['email']),
      role: text(body['role']),
    };
    const { dto, errors } = await check(InvitePersonDto, values);
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    if (errors.length > 0)
      return this.show(reply, language, session.home, { values, errors, status: 422 });
    await this.orShowAgain(language, request, reply, { values }, async (home) => {
      await this.people.invite(home, dto);
      await this.show(reply, language, home, { asked: `${dto.name} (${dto.email})` });
    });
  }

  @Post('case/people/invitation')
  @OfCase('decide who takes part')
  @HttpCode(200)
  async inviteAgain(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orShowAgain(language, request, reply, {}, async (home) => {
      await this.people.inviteAgain(home, text(body['person']));
      await reply.redirect(`/${language}/case/people`, 303);
    });
  }

  @Post('case/people/role')
  @OfCase('decide who takes part')
  async changeRole(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orShowAgain(language, request, reply, {}, async (home) => {
      const { dto, errors } = await check(ChangeRoleDto, { role: text(body['role']) });
      if (errors.length > 0) return this.show(reply, language, home, { errors, status: 422 });
      const [person, seen] = [text(body['person']), seenVersion(body['version'])];
      await this.people.changeRole(home, person, dto.role, seen);
      await reply.redirect(`/${language}/case/people`, 303);
    });
  }

  @Post('case/people/removal')
  @OfCase('decide who takes part')
  async remove(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orShowAgain(language, request, reply, {}, async (home) => {
      await this.people.remove(home, text(body['person']), seenVersion(body['version']));
      await reply.redirect(`/${language}/case/people`, 303);
    });
  }

  @Post('case/people/leaving')
  @OfCase('stop taking part')
  async leave(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    const me = session?.home.person?.id;
    if (!session || !me) return void (await reply.redirect(`/${language}/case`, 303));
    await this.people.remove(session.home, me);
    this.cookies.clear(reply, 'applicant');
    await reply.redirect(`/${language}/case`, 303);
  }

  @Post('case/people/taking-over')
  @OfCase('take over')
  async takeOver(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orShowAgain(language, request, reply, {}, async (home) => {
      if (home.person) await this.handOvers.takeOver(home);
      await reply.redirect(`/${language}/case`, 303);
    });
  }

  @Get('taking-part')
  async acceptPage(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mailed.show(reply, language, 'TakingPart', token);
  }

  @Post('taking-part')
  async accept(
    @InLanguage() language: Language,
    @Body() body: { token?: unknown },
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const used = { token: body.token, ip };
    await this.mailed.use(reply, language, 'TakingPart', used, async (token) => {
      const { home, session } = await this.people.accept(token, language);
      const isDraft = home.state === 'draft';
      const isForm = isDraft || home.person?.role === 'supporter';
      const seconds = isDraft ? sessionSeconds.draft : sessionSeconds.case;
      return { session, page: isForm ? 'endorse/tasks' : 'case', seconds };
    });
  }

  /** Runs a form's action; a refusal is shown on the page, with the people as they are now. */
  private async orShowAgain(
    language: Language,
    request: FastifyRequest,
    reply: FastifyReply,
    state: Pick<State, 'values'>,
    act: (home: Submission) => Promise<void>,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    try {
      await act(session.home);
    } catch (error) {
      const refused = refusal(error);
      const errors = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(reply, language, session.home, {
        ...{ ...state, errors, status: refused.getStatus() },
        problem: errors.length > 0 ? null : refused.code,
      });
    }
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    home: Submission,
    { status = 200, ...state }: State,
  ): Promise<void> {
    await this.pages.send(
      reply,
      language,
      '/case/people',
      'CasePeople',
      {
        ...(await this.presenter.present(home)),
        values: { name: '', email: '', role: '' },
        errors: [],
        problem: null,
        asked: null,
        ...state,
      },
      status,
    );
  }
}
