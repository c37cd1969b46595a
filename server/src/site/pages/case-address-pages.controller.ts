import { Body, Controller, Get, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import {
  AddressCorrectionDto,
  CorrectAddressDto,
} from '../../joining/case/address-correction.dto.js';
import { AddressCorrectionsService } from '../../joining/case/address-corrections.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { check } from '../../platform/http/validation.js';
import { EndorsePages } from './endorse-pages.js';
import { askedAddress, refusal, text } from './form-fields.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';

type State = Partial<Pages['CaseAddress']> & { status?: number };

/** "Wrong address? Correct it": for an endorsement that was sent and not yet confirmed. */
@ApiExcludeController()
@Controller(':language/case/address')
export class CaseAddressPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly endorsePages: EndorsePages,
    private readonly corrections: AddressCorrectionsService,
    private readonly open: OpenSubmission,
    private readonly rates: RateLimits,
  ) {}

  @Get()
  @OfCase('name the contact')
  async page(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, language, { open: (await this.unproven(request)) !== null });
  }

  @Post()
  @OfCase('name the contact')
  @HttpCode(200)
  async correct(
    @InLanguage() language: Language,
    @Body() body: Record<string, unknown>,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const here = await this.unproven(request);
    const values = {
      reference: text(body['reference']),
      signer: text(body['signer']),
      email: text(body['email']),
    };
    const asked: State = { open: here !== null, values };
    const { dto, errors } = await (here
      ? check(CorrectAddressDto, { email: values.email })
      : check(AddressCorrectionDto, values));
    if (errors.length === 0) errors.push(...askedAddress(dto.email, body));
    if (errors.length > 0) return this.show(reply, language, { ...asked, errors, status: 422 });
    try {
      if (here) {
        const corrected = await this.corrections.correct(here.id, dto.email);
        return await this.endorsePages.sent(reply, language, corrected, { corrected: true });
      }
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      await this.corrections.correctByName(dto as AddressCorrectionDto);
      await this.show(reply, language, { ...asked, sent: true });
    } catch (error) {
      const problem = refusal(error);
      const status = problem.getStatus();
      await this.show(reply, language, { ...asked, problem: problem.code, status });
    }
  }

  /** The endorsement that this browser sent and whose address is not proven. */
  private async unproven(request: FastifyRequest): Promise<Submission | null> {
    const submission = await this.open.find(request);
    return submission?.state === 'unconfirmed' ? submission : null;
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    { status = 200, ...state }: State,
  ): Promise<void> {
    await this.pages.send(
      reply,
      language,
      '/case/address',
      'CaseAddress',
      {
        open: false,
        values: { reference: '', signer: '', email: '' },
        errors: [],
        sent: false,
        problem: null,
        ...state,
      },
      status,
    );
  }
}
