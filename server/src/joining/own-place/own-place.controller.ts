import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiGoneResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { ForApplicant } from '../case/applicant.guard.js';
import { ApplicantPresenter } from './applicant.presenter.js';
import { CasesService } from '../case/cases.service.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HandOversService } from './hand-overs.service.js';
import {
  BeginFollowUpDto,
  FollowUpDto,
  HandOverDto,
  PendingHandOversDto,
} from './own-place.dto.js';
import { PersonalDataService } from '../case/personal-data.service.js';
import type { Submission } from '../submissions/submission.entity.js';
import { ApplicantSubmissionDto, TokenDto } from '../submissions/submissions.dto.js';

/**
 * What an authority can do in its own area after joining, including requests about personal data.
 * The pages under /en/case do the same.
 */
@ApiTags('own place')
@Controller('api/v1')
export class OwnPlaceController {
  constructor(
    private readonly cases: CasesService,
    private readonly followUps: FollowUpsService,
    private readonly handOvers: HandOversService,
    private readonly personalData: PersonalDataService,
    private readonly presenter: ApplicantPresenter,
    private readonly cookies: Cookies,
    private readonly rates: RateLimits,
  ) {}

  @Get('submission/follow-ups')
  @ForApplicant('see the case')
  @ApiOperation({ summary: 'Follow-ups sent after joining, newest first' })
  @ApiOkResponse({ type: [FollowUpDto] })
  async list(@Req() request: FastifyRequest): Promise<FollowUpDto[]> {
    const { home } = await this.session(request);
    return this.presenter.followUps(await this.followUps.of(home));
  }

  @Post('submission/follow-ups')
  @ForApplicant('begin what follows')
  @ApiOperation({
    summary:
      'Start or continue an amendment, a progress report, a good practice or a withdrawal; it ' +
      'becomes the open submission',
  })
  @ApiCreatedResponse({ type: ApplicantSubmissionDto })
  @ApiConflictResponse({
    description:
      'The authority is not on the public register, or staff have one of the kind already',
  })
  async begin(
    @Body() { kind }: BeginFollowUpDto,
    @Req() request: FastifyRequest,
  ): Promise<ApplicantSubmissionDto> {
    const { home, token } = await this.session(request);
    return this.presenter.present(await this.followUps.open(home, kind, token));
  }

  @Post('submission/hand-overs')
  @ForApplicant('hand over')
  @HttpCode(202)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Ask someone to become the contact; nothing changes until they accept' })
  @ApiAcceptedResponse()
  @ApiConflictResponse({ description: 'The case is neither with staff nor on the register' })
  async handOver(
    @Body() wanted: HandOverDto,
    @Req() request: FastifyRequest,
  ): Promise<Record<string, never>> {
    const { home } = await this.session(request);
    await this.handOvers.ask(home, wanted);
    return {};
  }

  @Get('submission/hand-overs')
  @ForApplicant('hand over')
  @ApiOperation({ summary: 'Who was asked to become the contact and has not answered yet' })
  @ApiOkResponse({ type: PendingHandOversDto })
  async pendingHandOvers(@Req() request: FastifyRequest): Promise<PendingHandOversDto> {
    const { home } = await this.session(request);
    return { pending: await this.handOvers.pending(home.id) };
  }

  @Delete('submission/hand-overs')
  @ForApplicant('hand over')
  @HttpCode(204)
  @ApiOperation({ summary: 'Cancel it: the link that was mailed ends' })
  @ApiNoContentResponse()
  async cancelHandOver(@Req() request: FastifyRequest): Promise<void> {
    const { home } = await this.session(request);
    await this.handOvers.cancel(home.id);
  }

  @Post('hand-overs')
  @HttpCode(200)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Become the contact with the mailed token' })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiGoneResponse({ description: 'The link does not work; the response does not say why' })
  async accept(
    @Body() { token }: TokenDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicantSubmissionDto> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    const { submission, session } = await this.handOvers.accept(token);
    this.cookies.write(reply, 'applicant', session, sessionSeconds.case);
    return this.presenter.present(submission);
  }

  @Get('submission/personal-data')
  @ForApplicant('copy and erase')
  @ApiOperation({ summary: 'A copy of all personal data held in the case' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      additionalProperties: true,
      example: {
        submissions: [
          { reference: 'KD7Q2MXR', kind: 'endorsement', state: 'approved', language: 'fr' },
        ],
        documents: [],
        decisions: [],
      },
    },
  })
  async copy(@Req() request: FastifyRequest): Promise<object> {
    const { home } = await this.session(request);
    return this.personalData.copy(home.id);
  }

  @Post('submission/erasure')
  @ForApplicant('copy and erase')
  @HttpCode(204)
  @ApiOperation({ summary: 'Erase the personal data, documents and answers of the case' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'Staff are deciding on it, or the register depends on it' })
  async erase(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { home } = await this.session(request);
    await this.personalData.erase(home.id, home.person);
    this.cookies.clear(reply, 'applicant');
  }

  /**
   * The guard found a session, so this is missing only if the session has just ended.
   */
  private async session(request: FastifyRequest): Promise<{ home: Submission; token: string }> {
    const token = this.cookies.read(request, 'applicant') ?? '';
    return { home: await this.cases.requireHome(token), token };
  }
}
