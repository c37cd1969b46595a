import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Cookies } from '../../platform/http/cookies.js';
import { SessionStarter } from '../access/session-starter.js';
import { CodeDto } from '../second-factor/second-factor.dto.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { SignInGuard } from '../access/sign-in.guard.js';
import { PasswordDto, presentAccount, SignInDto, StaffAccountDto } from '../access/staff.dto.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, DuringSignIn, ForStaff, OwnSession } from '../access/staff.guard.js';
import { visitorOf } from '../access/visitor.js';

/** Two-step sign-in, and sign-out. Each step replaces the session secret in the browser. */
@ApiTags('staff')
@Controller('api/v1/staff/session')
export class SessionController {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactorService,
    private readonly passwords: PasswordsService,
    private readonly cookies: Cookies,
    private readonly sessionStarter: SessionStarter,
  ) {}

  @Post()
  @UseGuards(SignInGuard, AuthGuard('staff-password'))
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Sign in, first step: the answer says what comes next' })
  @ApiCreatedResponse({ type: StaffAccountDto })
  @ApiUnauthorizedResponse({ description: 'Wrong address or password; which of them is not said' })
  async signIn(
    @Body() _: SignInDto,
    @CurrentStaff() staff: Staff,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffAccountDto> {
    const before = this.cookies.read(request, 'staff');
    const token = await this.database.transaction((manager) =>
      this.sessions.begin(manager, staff.id, visitorOf(request), null, before),
    );
    return this.sessionStarter.enter(reply, token);
  }

  @Post('second-factor')
  @ForStaff()
  @DuringSignIn('second_factor')
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary:
      'Sign in, second step: a code of the authenticator app, or a recovery code; also to ' +
      'prove it once more',
  })
  @ApiCreatedResponse({ type: StaffAccountDto })
  async secondStep(
    @Body() { oneTimeCode }: CodeDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffAccountDto> {
    const before = this.cookies.read(request, 'staff')!;
    return this.sessionStarter.enter(
      reply,
      await this.secondFactor.signIn(staff, session, visitorOf(request), before, oneTimeCode),
    );
  }

  @Post('password')
  @ForStaff()
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary:
      'Give the password once more, before something that a copied session must not do; the ' +
      'cookie changes',
  })
  @ApiCreatedResponse({ type: StaffAccountDto })
  async proveAgain(
    @Body() { password }: PasswordDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffAccountDto> {
    return this.sessionStarter.enter(
      reply,
      await this.passwords.proveAgain(staff, session, request.ip, password),
    );
  }

  @Get()
  @ForStaff()
  @DuringSignIn('second_factor', 'password', 'enrol')
  @ApiOperation({ summary: 'Who is signed in, and what is missing before the workbench opens' })
  @ApiOkResponse({ type: StaffAccountDto })
  current(@CurrentStaff() staff: Staff, @OwnSession() session: CurrentSession): StaffAccountDto {
    return presentAccount(staff, session);
  }

  @Delete()
  @HttpCode(204)
  @ForStaff()
  @DuringSignIn('second_factor', 'password', 'enrol')
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(
    @CurrentStaff() staff: Staff,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(this.cookies.read(request, 'staff')!, staff.id);
    this.cookies.clear(reply, 'staff');
    void reply.header('clear-site-data', '"cache", "storage"');
  }
}
