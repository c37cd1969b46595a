import { Body, Controller, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
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
import {
  AcceptanceDto,
  InvitedDto,
  LinkDto,
  NewPasswordDto,
  PasswordLinkDto,
} from '../colleagues/account.dto.js';
import { SessionStarter } from '../access/session-starter.js';
import { AddressesService } from '../colleagues/addresses.service.js';
import { InvitationsService } from '../colleagues/invitations.service.js';
import { PasswordLinksService } from '../passwords/password-links.service.js';
import { StaffAccountDto } from '../access/staff.dto.js';
import { visitorOf } from '../access/visitor.js';

/** Actions by a mailed link, without being signed in. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffLinksController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly passwords: PasswordLinksService,
    private readonly addresses: AddressesService,
    private readonly rates: RateLimits,
    private readonly cookies: Cookies,
    private readonly sessionStarter: SessionStarter,
  ) {}

  @Post('invitations')
  @HttpCode(200)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Who is invited by a link' })
  @ApiOkResponse({ type: InvitedDto })
  @ApiGoneResponse({ description: 'The link has expired or does not exist' })
  async invited(@Body() { token }: LinkDto, @Ip() ip: string): Promise<InvitedDto> {
    await this.slowDown(ip);
    const {
      staff: { email, name },
    } = await this.invitations.read(token);
    return { email, name };
  }

  @Post('acceptances')
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Accept an invitation; the second factor comes next' })
  @ApiCreatedResponse({ type: StaffAccountDto })
  @ApiGoneResponse({ description: 'The link has expired or does not exist' })
  async accept(
    @Body() { token, name, password }: AcceptanceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffAccountDto> {
    await this.slowDown(request.ip);
    const session = await this.invitations.accept(
      token,
      name,
      password,
      visitorOf(request),
      this.cookies.read(request, 'staff'),
    );
    return this.sessionStarter.enter(reply, session);
  }

  @Post('password-links')
  @HttpCode(202)
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary: 'Ask for a link to choose a new password; the answer is always the same',
  })
  @ApiAcceptedResponse()
  async forgotten(@Body() { email }: PasswordLinkDto, @Ip() ip: string): Promise<void> {
    await this.slowDown(ip);
    await this.passwords.send(email);
  }

  @Post('new-passwords')
  @HttpCode(204)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Choose a new password by a mailed link; ends every session' })
  @ApiNoContentResponse()
  @ApiGoneResponse({ description: 'The link has expired or does not exist' })
  async newPassword(@Body() { token, password }: NewPasswordDto, @Ip() ip: string): Promise<void> {
    await this.slowDown(ip);
    await this.passwords.use(token, password);
  }

  @Post('address-confirmations')
  @HttpCode(204)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Confirm your new address by a mailed link; ends every session' })
  @ApiNoContentResponse()
  @ApiGoneResponse({ description: 'The link has expired or does not exist' })
  async confirmAddress(@Body() { token }: LinkDto, @Ip() ip: string): Promise<void> {
    await this.slowDown(ip);
    await this.addresses.confirm(token);
  }

  private async slowDown(ip: string): Promise<void> {
    await this.rates.useFrom('staff_link', limits.tokenTriesPerAddress, ip);
  }
}
