import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import {
  CodeDto,
  RecoveryCodesDto,
  SecondFactorStateDto,
  TotpOfferDto,
} from './second-factor.dto.js';
import { SecondFactorService } from './second-factor.service.js';
import type { CurrentSession } from '../access/sessions.service.js';
import type { Staff } from '../access/staff.entity.js';
import {
  CurrentStaff,
  DuringSignIn,
  ForStaff,
  OwnSession,
  ProvenAgain,
} from '../access/staff.guard.js';
import { visitorOf } from '../access/visitor.js';

/** The colleague's own second factor. Setting up the first one completes sign-in. */
@ApiTags('staff')
@Controller('api/v1/staff/second-factor')
export class SecondFactorController {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly cookies: Cookies,
  ) {}

  @Post('totp')
  @HttpCode(200)
  @ForStaff()
  @DuringSignIn('enrol')
  @ProvenAgain()
  @ApiOperation({
    summary: 'A new secret for an authenticator app; it counts once a code confirms it',
  })
  @ApiOkResponse({ type: TotpOfferDto })
  offerTotp(
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<TotpOfferDto> {
    return this.secondFactor.offerTotp(staff, session);
  }

  @Post('totp/confirmation')
  @HttpCode(200)
  @ForStaff()
  @DuringSignIn('enrol')
  @ProvenAgain()
  @ApiOperation({ summary: 'Set up the authenticator app; ends the other sessions' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirmTotp(
    @Body() { oneTimeCode }: CodeDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const before = this.cookies.read(request, 'staff')!;
    const { recoveryCodes, token } = await this.secondFactor.confirmTotp(
      staff,
      session,
      visitorOf(request),
      before,
      oneTimeCode,
    );
    request.securityNote = { who: staff.id, what: 'second-factor', result: 'set-up' };
    if (token) this.cookies.write(reply, 'staff', token);
    return { recoveryCodes };
  }

  @Get()
  @ForStaff()
  @ApiOperation({ summary: 'What is set up' })
  @ApiOkResponse({ type: SecondFactorStateDto })
  state(@CurrentStaff() staff: Staff): Promise<SecondFactorStateDto> {
    return this.secondFactor.state(staff);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ForStaff()
  @ProvenAgain()
  @ApiOperation({ summary: 'New recovery codes, shown only once; the old ones stop working' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async renewCodes(@CurrentStaff() staff: Staff): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.secondFactor.renewCodes(staff.id) };
  }
}
