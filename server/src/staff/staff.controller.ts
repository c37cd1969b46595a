import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../common/cookies.js';
import { IfMatch } from '../common/if-match.js';
import { ChangePasswordDto, presentAccount, SignInDto, StaffAccountDto } from './staff.dto.js';
import type { Staff } from './staff.entity.js';
import { BeforePasswordChange, CurrentStaff, ForStaff } from './staff.guard.js';
import { SignInGuard } from './sign-in.guard.js';
import { StaffService } from './staff.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly cookies: Cookies,
  ) {}

  @Post('session')
  @UseGuards(SignInGuard, AuthGuard('staff-password'))
  @ApiOperation({ summary: 'Sign in' })
  @ApiCreatedResponse({ type: StaffAccountDto })
  @ApiUnauthorizedResponse({ description: 'Wrong address or password; which of them is not said' })
  async signIn(@Body() _: SignInDto, @CurrentStaff() staff: Staff, @Res({ passthrough: true }) reply: FastifyReply): Promise<StaffAccountDto> {
    this.cookies.write(reply, 'staff', await this.staff.startSession(staff));
    return presentAccount(staff);
  }

  @Get('session')
  @ForStaff()
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: StaffAccountDto })
  current(@CurrentStaff() staff: Staff): StaffAccountDto {
    return presentAccount(staff);
  }

  @Delete('session')
  @HttpCode(204)
  @ForStaff()
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@CurrentStaff() staff: Staff, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.staff.endSession(this.cookies.read(request, 'staff')!, staff.id);
    this.cookies.clear(reply, 'staff');
    void reply.header('clear-site-data', '"cache", "storage"');
  }

  @Post('password')
  @HttpCode(204)
  @ForStaff()
  @BeforePasswordChange()
  @ApiOperation({ summary: "Change one's own password; ends one's other sessions" })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  async changePassword(
    @Body() body: ChangePasswordDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.staff.changePassword(staff.id, body.currentPassword, body.newPassword, this.cookies.read(request, 'staff')!, seen);
  }
}
