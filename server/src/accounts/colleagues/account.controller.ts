import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
} from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { OpenSessionsDto, presentSessions, ProfileDto } from './account.dto.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { ProfileService } from './profile.service.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { ChangePasswordDto, presentAccount, StaffAccountDto } from '../access/staff.dto.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, DuringSignIn, ForStaff, OwnSession } from '../access/staff.guard.js';

/** The colleague's own account. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class AccountController {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly profile: ProfileService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('password')
  @HttpCode(204)
  @ForStaff()
  @DuringSignIn('password')
  @ApiOperation({ summary: 'Change your own password; ends your other sessions' })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  @ApiTooManyRequestsResponse()
  async changePassword(
    @Body() body: ChangePasswordDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
    @Ip() ip: string,
  ): Promise<void> {
    await this.passwords.change(
      staff.id,
      body.currentPassword,
      body.newPassword,
      session.id,
      seen,
      ip,
    );
  }

  @Put('profile')
  @ForStaff()
  @ApiOperation({ summary: 'Change your own name, e-mail language and shortcuts' })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiOkResponse({ type: StaffAccountDto })
  async changeProfile(
    @Body() body: ProfileDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<StaffAccountDto> {
    return presentAccount(await this.profile.change(staff.id, body, seen), session);
  }

  @Get('sessions')
  @ForStaff()
  @ApiOperation({ summary: 'Your own sessions' })
  @ApiOkResponse({ type: OpenSessionsDto })
  async openSessions(
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<OpenSessionsDto> {
    return presentSessions(await this.sessions.of(staff.id), session.id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ForStaff()
  @ApiOperation({ summary: 'End all your own sessions except this one' })
  @ApiNoContentResponse()
  async endOtherSessions(
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<void> {
    await this.sessions.endOthers(staff.id, session.id);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ForStaff()
  @ApiOperation({ summary: 'End one of your own sessions' })
  @ApiNoContentResponse()
  async endSession(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.sessions.endOne(staff.id, staff.id, id);
  }
}
