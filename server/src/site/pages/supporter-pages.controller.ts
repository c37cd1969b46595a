import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language, Pages } from '../../../../contract/pages.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { AssociationsService } from '../../joining/people/associations.service.js';
import { InviteSupporterDto } from '../../joining/people/people.dto.js';
import { PeopleService } from '../../joining/people/people.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { Cookies } from '../../platform/http/cookies.js';
import { Problem } from '../../platform/http/problem.js';
import { check } from '../../platform/http/validation.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';

type State = Partial<Pages['CaseSupporter']> & { status?: number };
const nothing = { association: '', name: '', email: '' };

/** A member asks an association for help with its draft, and the association opens it. */
@ApiExcludeController()
@Controller(':language/case')
export class SupporterPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly people: PeopleService,
    private readonly associations: AssociationsService,
    private readonly open: OpenSubmission,
    private readonly cookies: Cookies,
  ) {}

  @Get('supporter')
  @OfCase('decide who takes part')
  async form(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await this.show(reply, language, session.home, {});
  }

  @Post('supporter')
  @OfCase('decide who takes part')
  @HttpCode(200)
  async ask(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const values = {
      association: text(body['association']),
      name: text(body['name']),
      email: text(body['email']),
    };
    try {
      const asked = await this.invite(session.home, values, body);
      await this.show(reply, language, session.home, { asked });
    } catch (error) {
      const refused = refusal(error);
      const errors = (refused.more['errors'] ?? []) as FieldError[];
      const problem = errors.length > 0 ? null : refused.code;
      const status = refused.getStatus();
      await this.show(reply, language, session.home, { values, errors, problem, status });
    }
  }

  @Post('members')
  @OfCase('support members')
  async openDraft(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    const token = await this.associations.open(session.home, text(body['person']), session.token);
    this.cookies.write(reply, 'applicant', token, sessionSeconds.case);
    await reply.redirect(`/${language}/endorse/tasks`, 303);
  }

  /** Leads from a member's draft back to the association's own case, as long as that is open. */
  @Post('members/back')
  async back(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = this.cookies.read(request, 'applicant');
    const own = token ? await this.associations.behind(token) : null;
    if (own) this.cookies.write(reply, 'applicant', own, sessionSeconds.case);
    else this.cookies.clear(reply, 'applicant');
    await reply.redirect(`/${language}/case`, 303);
  }

  /**
   * @returns the invited association.
   * @throws Problem naming the wrong fields, or why nobody was invited.
   */
  private async invite(
    home: Submission,
    { association, name, email }: typeof nothing,
    body: Record<string, unknown>,
  ): Promise<string> {
    if (association) return this.associations.invite(home, association);
    const { dto, errors } = await check(InviteSupporterDto, { name, email });
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) throw Problem.invalid(errors);
    await this.people.invite(home, { role: 'supporter', ...dto });
    return `${dto.name} (${dto.email})`;
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
      '/case/supporter',
      'CaseSupporter',
      {
        associations: await this.associations.offered(home),
        values: nothing,
        errors: [],
        problem: null,
        asked: null,
        ...state,
      },
      status,
    );
  }
}
