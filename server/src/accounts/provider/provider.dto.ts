import { ApiProperty } from '@nestjs/swagger';
import { StaffAccountDto } from '../access/staff.dto.js';
import { Verbatim } from '../../platform/http/fields/text.js';
import { isSameIssuer } from './discovery.js';
import type { LinkedIdentity } from './identities.service.js';

export class ProviderDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For the button; null when nobody signs in at a provider',
  })
  name: string | null;
}

export class VisitDto {
  @Verbatim(100, { optional: true, description: 'The secret of a mailed invitation, to accept it' })
  token?: string;
}

export class DepartureDto {
  @ApiProperty({ format: 'uri', description: 'Where the browser goes next' }) address: string;
}

export class ReturnDto {
  @Verbatim(8000, { showLimit: true, description: 'The query with which the browser came back' })
  answer: string;
}

export class ArrivalDto {
  @ApiProperty({ description: 'Whether the identity was linked, and nobody signed in' })
  linked: boolean;
  @ApiProperty({ type: StaffAccountDto }) account: StaffAccountDto;
}

export class IdentityDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The host of the provider' }) provider: string;
  @ApiProperty({ description: 'Whether it belongs to the current provider' }) current: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastUsedAt: string | null;
}

export class IdentitiesDto {
  @ApiProperty({ type: [IdentityDto] }) items: IdentityDto[];
}

export function presentIdentity(
  { id, issuer, createdAt, lastUsedAt }: LinkedIdentity,
  currentIssuer: string,
): IdentityDto {
  return {
    id,
    provider: new URL(issuer).host,
    current: isSameIssuer(issuer, currentIssuer),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
