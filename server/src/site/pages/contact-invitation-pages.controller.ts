import { Body, Controller, Get, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { limits } from '../../platform/config/limits.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { InvitedPersonDto } from '../../register/contacts/contact-invitation.dto.js';
import { InvitedContacts } from '../../register/contacts/invited-contacts.service.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

type Form = Record<string, unknown> | undefined;
type State = Partial<Pages['ContactInvitation']> & { status?: number };

/**
 * The pages of a person who is invited to become the contact of a signatory. Opening the mailed
 * link changes nothing, because mail scanners open links too: a button shows the entry, and the
 * form below it proves the address.
 */
@ApiExcludeController()
@Controller(':language/contact-invitation')
export class ContactInvitationPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly invited: InvitedContacts,
    private readonly rates: RateLimits,
  ) {}

  @Get()
  async page(
    @InLanguage() language: Language,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, language, { token: text(token) });
  }

  @Post()
  @HttpCode(200)
  async open(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orRefuse(reply, language, ip, async () => {
      await this.showForm(reply, language, text(body?.['token']), {});
    });
  }

  @Post('confirmation')
  @HttpCode(200)
  async confirm(
    @InLanguage() language: Language,
    @Body() body: Form,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = text(body?.['token']);
    const values = { name: text(body?.['name']), office: text(body?.['office']) };
    const { dto, errors } = await check(InvitedPersonDto, values);
    await this.orRefuse(reply, language, ip, async () => {
      if (errors.length > 0)
        return this.showForm(reply, language, token, { values, errors, status: 422 });
      await this.invited.prove(token, dto);
      await this.show(reply, language, { step: 'done' });
    });
  }

  private async showForm(
    reply: FastifyReply,
    language: Language,
    token: string,
    state: State,
  ): Promise<void> {
    const { name, authority, publicId } = await this.invited.open(token);
    await this.show(reply, language, {
      ...{ step: 'form', token, values: { name, office: '' } },
      entry: { authority, path: signatoryPath(language, publicId, authority) },
      ...state,
    });
  }

  private async orRefuse(
    reply: FastifyReply,
    language: Language,
    ip: string,
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await act();
    } catch (error) {
      const problem = refusal(error);
      await this.show(reply, language, { problem: problem.code, status: problem.getStatus() });
    }
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    { status = 200, ...state }: State,
  ): Promise<void> {
    const props: Pages['ContactInvitation'] = {
      ...{ step: 'begin', token: '', entry: null, values: { name: '', office: '' } },
      ...{ errors: [], problem: null },
      ...state,
    };
    const name = 'ContactInvitation';
    await this.pages.send(reply, language, '/contact-invitation', name, props, status);
  }
}
