import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../common/cookies.js';
import { CodeDto, RecoveryCodesDto, TotpOfferDto } from './second-factor.dto.js';
import { SecondFactorService } from './second-factor.service.js';
import type { CurrentSession } from './sessions.service.js';
import type { Staff } from './staff.entity.js';
import { CurrentStaff, DuringSignIn, ForStaff, OwnSession } from './staff.guard.js';
import { visitorOf } from './visitor.js';

/** One's own second factor. Setting up the first one completes signing in. */
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
  @ApiOperation({ summary: 'A new secret for an authenticator app; it counts once a code confirms it' })
  @ApiOkResponse({ type: TotpOfferDto })
  offerTotp(@CurrentStaff() staff: Staff, @OwnSession() session: CurrentSession): Promise<TotpOfferDto> {
    return this.secondFactor.offerTotp(staff, session);
  }

  @Post('totp/confirmation')
  @HttpCode(200)
  @ForStaff()
  @DuringSignIn('enrol')
  @ApiOperation({ summary: 'Set the authenticator app up; ends the other sessions' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirmTotp(
    @Body() { oneTimeCode }: CodeDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const before = this.cookies.read(request, 'staff')!;
    const { recoveryCodes, token } = await this.secondFactor.confirmTotp(staff, session, visitorOf(request), before, oneTimeCode);
    if (token) this.cookies.write(reply, 'staff', token);
    return { recoveryCodes };
  }
}
