import { Body, Controller, HttpCode, Ip, Post, Put, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiGoneResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { limits } from '../../platform/config/limits.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { Cookies } from '../../platform/http/cookies.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { AddressCorrectionDto, CorrectAddressDto } from '../case/address-correction.dto.js';
import { AddressCorrectionsService } from '../case/address-corrections.service.js';
import { CurrentSubmission, ForApplicant } from '../case/applicant.guard.js';
import { CasesService } from '../case/cases.service.js';
import {
  ApplicantSubmissionDto,
  CaseLinkDto,
  ConfirmedDto,
  TokenDto,
} from '../submissions/submissions.dto.js';
import type { Submission } from '../submissions/submission.entity.js';
import { ApplicantPresenter } from './applicant.presenter.js';

/** The mailed links of a case: the proof of the address, and signing in to the case again. */
@ApiTags('endorsement')
@Controller('api/v1')
export class CaseLinksController {
  constructor(
    private readonly cases: CasesService,
    private readonly corrections: AddressCorrectionsService,
    private readonly presenter: ApplicantPresenter,
    private readonly cookies: Cookies,
    private readonly rates: RateLimits,
  ) {}

  @Post('confirmations')
  @HttpCode(200)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Prove the e-mail address with the mailed token' })
  @ApiOkResponse({ type: ConfirmedDto })
  @ApiGoneResponse({ description: 'The link does not work; the response does not say why' })
  async confirm(
    @Body() { token }: TokenDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmedDto> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    const { submission, session } = await this.cases.confirm(token);
    if (session) this.cookies.write(reply, 'applicant', session, sessionSeconds.case);
    return { reference: submission.reference, state: submission.state };
  }

  @Put('submission/address')
  @ForApplicant('name the contact')
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Correct the address that was sent, as long as nobody has proven it' })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiConflictResponse({ description: 'Nothing was sent, or the address is proven' })
  async correctAddress(
    @Body() { email }: CorrectAddressDto,
    @CurrentSubmission() { id }: Submission,
  ): Promise<ApplicantSubmissionDto> {
    return this.presenter.present(await this.corrections.correct(id, email));
  }

  @Post('address-corrections')
  @HttpCode(202)
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary:
      'The same with the reference and the signer’s name; the answer does not tell whether ' +
      'they fit',
  })
  @ApiAcceptedResponse()
  async correctAddressByName(
    @Body() correction: AddressCorrectionDto,
    @Ip() ip: string,
  ): Promise<Record<string, never>> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    await this.corrections.correctByName(correction);
    return {};
  }

  @Post('case-links')
  @HttpCode(202)
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary:
      'Ask for a sign-in link by mail; the answer is the same whether or not the case exists',
  })
  @ApiAcceptedResponse()
  async requestLink(
    @Body() { reference, email }: CaseLinkDto,
    @Ip() ip: string,
  ): Promise<Record<string, never>> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    await this.cases.requestLink(reference, email);
    return {};
  }

  @Post('case-sessions')
  @HttpCode(200)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Open a case with a mailed link; works once' })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiGoneResponse({ description: 'The link does not work; the response does not say why' })
  async open(
    @Body() { token }: TokenDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicantSubmissionDto> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    const { submission, session } = await this.cases.open(token);
    this.cookies.write(reply, 'applicant', session, sessionSeconds.case);
    return this.presenter.present(submission);
  }
}
