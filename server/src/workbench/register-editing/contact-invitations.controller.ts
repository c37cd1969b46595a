import {
  Body,
  Controller,
  Delete,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { InviteContactDto } from '../../register/contacts/contact-invitation.dto.js';
import { ContactInvitations } from '../../register/contacts/contact-invitations.service.js';
import { SignatoryFileDto } from './signatory-file.dto.js';
import { SignatoryFileService } from './signatory-file.service.js';

/** The contact of a signatory that joined without an endorsement in this register. */
@ApiTags('staff')
@ApiNotFoundResponse()
@Controller('api/v1/staff/signatories/:id/contact-invitation')
@ForStaff('reviewer', 'publisher')
export class ContactInvitationsController {
  constructor(
    private readonly invitations: ContactInvitations,
    private readonly files: SignatoryFileService,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Invite a person to become the contact, or again: an earlier link stops working',
  })
  @Versioned({
    seen: 'The version of the invitation that the colleague saw; "0" for none',
    meanwhile: 'A colleague has invited or cancelled since, or the address was proven',
  })
  @ApiOkResponse({ type: SignatoryFileDto })
  @ApiConflictResponse({
    description: 'It has a contact, left the register, or the address is the contact of another',
  })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  @ApiTooManyRequestsResponse()
  async invite(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: InviteContactDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<SignatoryFileDto> {
    await this.invitations.invite(id, wanted, staff, seen);
    return this.files.of(id, staff);
  }

  @Delete()
  @ApiOperation({ summary: 'Cancel the invitation: its link stops working' })
  @Versioned({ meanwhile: 'A colleague has invited again, or the address was proven' })
  @ApiOkResponse({ type: SignatoryFileDto })
  async cancel(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<SignatoryFileDto> {
    await this.invitations.cancel(id, staff, seen);
    return this.files.of(id, staff);
  }

  @Post('confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make the person who proved the address the contact' })
  @Versioned({ meanwhile: 'A colleague has invited again or cancelled since' })
  @ApiOkResponse({ type: SignatoryFileDto })
  @ApiForbiddenResponse({ description: 'With four eyes, another colleague than the inviting one' })
  @ApiConflictResponse({ description: 'The address is not proven, or as for the invitation' })
  async confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<SignatoryFileDto> {
    await this.invitations.confirm(id, staff, seen);
    return this.files.of(id, staff);
  }
}
