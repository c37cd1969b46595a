import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { OpenSessionsDto, presentSessions } from './account.dto.js';
import {
  AccessDto,
  ColleaguesDto,
  InviteDto,
  NewAddressDto,
  presentColleague,
  RolesDto,
} from './colleagues.dto.js';
import { AddressesService } from './addresses.service.js';
import { ColleaguesService } from './colleagues.service.js';
import { InvitationsService } from './invitations.service.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff, OwnSession, ProvenAgain } from '../access/staff.guard.js';

/** Lets administrators manage their colleagues' accounts. */
@ApiTags('staff')
@ForStaff('administrator')
@Controller('api/v1/staff/colleagues')
export class ColleaguesController {
  constructor(
    private readonly colleagues: ColleaguesService,
    private readonly addresses: AddressesService,
    private readonly invitations: InvitationsService,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All colleagues' })
  @ApiOkResponse({ type: ColleaguesDto })
  async list(@CurrentStaff() { id }: Staff): Promise<ColleaguesDto> {
    return { items: (await this.colleagues.list()).map((row) => presentColleague(row, id)) };
  }

  @Post()
  @ProvenAgain()
  @ApiOperation({ summary: 'Invite a colleague by mail' })
  @ApiCreatedResponse()
  async invite(@Body() body: InviteDto, @CurrentStaff() administrator: Staff): Promise<void> {
    await this.invitations.invite(administrator, body);
  }

  @Post(':id/invitations')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send the invitation again; the earlier link stops working' })
  @ApiNoContentResponse()
  async resend(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.invitations.resend(administrator, id);
  }

  @Post(':id/vouching')
  @HttpCode(204)
  @ProvenAgain()
  @ApiOperation({
    summary: 'Confirm that a person invited by another administrator is a colleague',
  })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'Someone has already confirmed them' })
  async vouch(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.colleagues.vouch(administrator, id, seen);
  }

  @Put(':id/roles')
  @HttpCode(204)
  @ProvenAgain()
  @ApiOperation({ summary: 'Change what a colleague may do' })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'There must be at least one administrator' })
  async changeRoles(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { roles }: RolesDto,
    @IfMatch() seen: number,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.colleagues.changeRoles(administrator, id, roles, seen);
  }

  @Put(':id/access')
  @HttpCode(204)
  @ProvenAgain()
  @ApiOperation({
    summary: 'Disable a colleague, whose next request is refused, or enable one again',
  })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'There must be at least one administrator' })
  async changeAccess(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { enabled }: AccessDto,
    @IfMatch() seen: number,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await (enabled
      ? this.colleagues.enable(administrator, id, seen)
      : this.colleagues.disable(administrator, id, seen));
  }

  @Put(':id/address')
  @HttpCode(204)
  @ProvenAgain()
  @ApiOperation({
    summary:
      "Change a colleague's address; ends their sessions and links, and holds once it is confirmed",
  })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'The account is disabled' })
  async changeAddress(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { email }: NewAddressDto,
    @IfMatch() seen: number,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.addresses.change(administrator, id, email, seen);
  }

  @Delete(':id/second-factor')
  @HttpCode(204)
  @ProvenAgain()
  @ApiOperation({
    summary: "Reset a colleague's second factor; a mail informs them, and they set up a new one",
  })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiNoContentResponse()
  async resetSecondFactor(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.colleagues.resetSecondFactor(administrator, id, seen);
  }

  @Get(':id/sessions')
  @ApiOperation({ summary: "A colleague's sessions" })
  @ApiOkResponse({ type: OpenSessionsDto })
  async openSessions(
    @Param('id', ParseUUIDPipe) id: string,
    @OwnSession() session: CurrentSession,
  ): Promise<OpenSessionsDto> {
    return presentSessions(await this.sessions.of(id), session.id);
  }

  @Delete(':id/sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({ summary: "End a colleague's session" })
  @ApiNoContentResponse()
  async endSession(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sessionId', ParseUUIDPipe) sessionId: string,
    @CurrentStaff() administrator: Staff,
  ): Promise<void> {
    await this.sessions.endOne(administrator.id, id, sessionId);
  }
}
