import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../common/if-match.js';
import { PasswordsService } from './passwords.service.js';
import type { CurrentSession } from './sessions.service.js';
import { ChangePasswordDto } from './staff.dto.js';
import type { Staff } from './staff.entity.js';
import { CurrentStaff, DuringSignIn, ForStaff, OwnSession } from './staff.guard.js';

/** One's own account. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class AccountController {
  constructor(private readonly passwords: PasswordsService) {}

  @Post('password')
  @HttpCode(204)
  @ForStaff()
  @DuringSignIn('password')
  @ApiOperation({ summary: "Change one's own password; ends one's other sessions" })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  async changePassword(
    @Body() body: ChangePasswordDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<void> {
    await this.passwords.change(staff.id, body.currentPassword, body.newPassword, session.id, seen);
  }
}
