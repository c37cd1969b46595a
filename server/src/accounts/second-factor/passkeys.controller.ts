import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { SessionStarter } from '../access/session-starter.js';
import {
  NewPasskeyDto,
  PasskeyAnswerDto,
  PasskeyQuestionDto,
  PasskeysDto,
  presentPasskey,
} from './passkeys.dto.js';
import { PasskeysService } from './passkeys.service.js';
import { RecoveryCodesDto } from './second-factor.dto.js';
import type { CurrentSession } from '../access/sessions.service.js';
import { StaffAccountDto } from '../access/staff.dto.js';
import type { Staff } from '../access/staff.entity.js';
import {
  CurrentStaff,
  DuringSignIn,
  ForStaff,
  OwnSession,
  ProvenAgain,
} from '../access/staff.guard.js';
import { visitorOf } from '../access/visitor.js';

/** Passkeys: set up, sign in with, remove. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly cookies: Cookies,
    private readonly sessionStarter: SessionStarter,
  ) {}

  @Get('passkeys')
  @ForStaff()
  @ApiOperation({ summary: 'Your own passkeys' })
  @ApiOkResponse({ type: PasskeysDto })
  async list(@CurrentStaff() staff: Staff): Promise<PasskeysDto> {
    return { items: (await this.passkeys.of(staff.id)).map(presentPasskey) };
  }

  @Post('passkeys/question')
  @HttpCode(200)
  @ForStaff()
  @DuringSignIn('enrol')
  @ProvenAgain()
  @ApiOperation({ summary: 'Options for creating a passkey on a device' })
  @ApiOkResponse({ type: PasskeyQuestionDto })
  async offer(
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<PasskeyQuestionDto> {
    return { options: { ...(await this.passkeys.offer(staff, session)) } };
  }

  @Post('passkeys')
  @ForStaff()
  @DuringSignIn('enrol')
  @ProvenAgain()
  @ApiOperation({ summary: 'Set up a passkey; ends the other sessions' })
  @ApiCreatedResponse({ type: RecoveryCodesDto })
  async add(
    @Body() { passkeyName, response }: NewPasskeyDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const before = this.cookies.read(request, 'staff')!;
    const { recoveryCodes, token } = await this.passkeys.add(
      staff,
      session,
      visitorOf(request),
      before,
      passkeyName,
      response,
    );
    request.securityNote = { who: staff.id, what: 'second-factor', result: 'set-up' };
    if (token) this.cookies.write(reply, 'staff', token);
    return { recoveryCodes };
  }

  @Delete('passkeys/:passkey')
  @HttpCode(204)
  @ForStaff()
  @ProvenAgain()
  @ApiOperation({ summary: 'Remove a passkey; ends the other sessions' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is the last second factor' })
  async remove(
    @Param('passkey') passkey: string,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<void> {
    await this.passkeys.remove(staff.id, session.id, passkey);
  }

  @Post('session/passkey-question')
  @HttpCode(200)
  @ForStaff()
  @DuringSignIn('second_factor')
  @ApiOperation({ summary: 'Options for signing in with a passkey' })
  @ApiOkResponse({ type: PasskeyQuestionDto })
  async ask(
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<PasskeyQuestionDto> {
    return { options: { ...(await this.passkeys.ask(staff, session)) } };
  }

  @Post('session/passkey')
  @ForStaff()
  @DuringSignIn('second_factor')
  @ApiOperation({ summary: 'Sign in, second step: the answer of a passkey' })
  @ApiCreatedResponse({ type: StaffAccountDto })
  async signIn(
    @Body() { response }: PasskeyAnswerDto,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffAccountDto> {
    const before = this.cookies.read(request, 'staff')!;
    return this.sessionStarter.enter(
      reply,
      await this.passkeys.signIn(staff, session, visitorOf(request), before, response),
    );
  }
}
