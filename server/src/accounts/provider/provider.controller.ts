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
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiGoneResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../../platform/http/cookies.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { SessionStarter } from '../access/session-starter.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { presentAccount } from '../access/staff.dto.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff, OwnSession, ProvenAgain } from '../access/staff.guard.js';
import { visitorOf } from '../access/visitor.js';
import { IdentitiesService } from './identities.service.js';
import { ProviderVisitsService, type Departure } from './provider-visits.service.js';
import {
  ArrivalDto,
  DepartureDto,
  IdentitiesDto,
  presentIdentity,
  ProviderDto,
  ReturnDto,
  VisitDto,
} from './provider.dto.js';
import { Provider } from './provider.js';

/**
 * Sign-in at the organisation's provider. The provider redirects to a page of ours, which posts the
 * answer. So no GET changes anything, and the staff cookies can stay SameSite=Strict.
 */
@ApiTags('staff')
@Controller('api/v1/staff')
export class ProviderController {
  constructor(
    private readonly provider: Provider,
    private readonly visits: ProviderVisitsService,
    private readonly identities: IdentitiesService,
    private readonly sessions: SessionsService,
    private readonly rates: RateLimits,
    private readonly cookies: Cookies,
    private readonly sessionStarter: SessionStarter,
  ) {}

  @Get('provider')
  @ApiOperation({ summary: 'Whether colleagues can sign in at a provider (OpenID Connect)' })
  @ApiOkResponse({ type: ProviderDto })
  describe(): ProviderDto {
    return { name: this.provider.name };
  }

  @Post('provider/visits')
  @ApiOperation({
    summary:
      'Sign in with the provider, or accept an invitation with it: returns where the browser goes',
  })
  @ApiCreatedResponse({ type: DepartureDto })
  @ApiNotFoundResponse({ description: 'No provider is set' })
  @ApiGoneResponse({ description: 'The invitation has expired or does not exist' })
  async begin(
    @Body() { token }: VisitDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DepartureDto> {
    await this.slowDown(ip);
    return this.depart(reply, await this.visits.begin(token));
  }

  @Post('provider/links')
  @ForStaff()
  @ProvenAgain()
  @ApiOperation({ summary: 'Link your account to the provider: returns where the browser goes' })
  @ApiCreatedResponse({ type: DepartureDto })
  @ApiNotFoundResponse({ description: 'No provider is set' })
  async beginLink(
    @OwnSession() session: CurrentSession,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DepartureDto> {
    await this.slowDown(ip);
    return this.depart(reply, await this.visits.beginLink(session.id));
  }

  @Post('provider/returns')
  @ApiOperation({
    summary:
      "Complete sign-in with the provider's response; works once, in the browser that started it",
  })
  @ApiCreatedResponse({ type: ArrivalDto })
  @ApiUnauthorizedResponse({ description: 'The answer does not fit' })
  @ApiForbiddenResponse({ description: 'Nobody here is linked to this identity' })
  @ApiConflictResponse({ description: 'The identity or the account is already linked' })
  async end(
    @Body() { answer }: ReturnDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ArrivalDto> {
    await this.slowDown(request.ip);
    const secret = this.cookies.read(request, 'provider');
    const before = this.cookies.read(request, 'staff');
    const current = before ? await this.sessions.byToken(before) : null;
    this.cookies.clear(reply, 'provider');
    const arrival = await this.visits.end(secret, answer, visitorOf(request), current, before);
    if ('token' in arrival)
      return { linked: false, account: await this.sessionStarter.enter(reply, arrival.token) };
    return { linked: true, account: presentAccount(arrival.linked.staff, arrival.linked.session) };
  }

  @Get('identities')
  @ForStaff()
  @ApiOperation({ summary: 'Your own identities at providers' })
  @ApiOkResponse({ type: IdentitiesDto })
  async list(@CurrentStaff() staff: Staff): Promise<IdentitiesDto> {
    return {
      items: (await this.identities.of(staff.id)).map((identity) =>
        presentIdentity(identity, this.provider.issuer),
      ),
    };
  }

  @Delete('identities/:id')
  @HttpCode(204)
  @ForStaff()
  @ProvenAgain()
  @ApiOperation({ summary: 'Unlink the provider; ends the other sessions' })
  @ApiNoContentResponse()
  async unlink(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
    @OwnSession() session: CurrentSession,
  ): Promise<void> {
    await this.identities.unlink(staff.id, id, session.id);
  }

  private depart(reply: FastifyReply, { secret, address }: Departure): DepartureDto {
    this.cookies.write(reply, 'provider', secret, limits.providerVisitMinutes * 60);
    return { address };
  }

  private async slowDown(ip: string): Promise<void> {
    await this.rates.useFrom('provider_visit', limits.providerVisitsPerAddress, ip);
  }
}
