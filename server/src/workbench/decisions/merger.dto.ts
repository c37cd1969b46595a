import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty } from '@nestjs/swagger';
import { Code } from '../../platform/http/fields/text.js';
import { ToldFacts, withToldFacts } from '../../reference/authorities/fact-fields.js';
import {
  signatoryStates,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';

export class MergerQuery {
  @Code(/^(?:.{0,300}\/)?[a-z0-9]{8}(?:-[^/]{0,80})?$/, {
    example: 'kd7q2mxr',
    description: 'Public id or public address of the entry to keep',
  })
  into: string;
}

export class MergerPledgeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ type: Number, nullable: true }) targetYear: number | null;
  @ApiProperty({ description: 'The version of the Pact under which it was made' })
  pactVersion: number;
}

export class MergerSideDto extends withToldFacts(class {}) {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() publicId: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() nameFr: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() countryCode: string;
  @ApiProperty() region: string;
  @ToldFacts() declare readonly facts?: never;
  @ApiProperty({ type: String, nullable: true }) signedOn: string | null;
  @ApiProperty() demo: boolean;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case by which it joined',
  })
  caseId: string | null;
  @ApiProperty({ description: 'Good practices of it' }) practices: number;
  @ApiProperty({ description: 'Published copies of its documents' }) files: number;
  @ApiProperty({
    description: 'Whether this colleague can merge it into the other entry',
  })
  mayGo: boolean;
  @ApiProperty({ description: 'Whether it can be the entry to keep' }) mayStay: boolean;
  @ApiProperty({ type: [MergerPledgeDto] }) pledges: MergerPledgeDto[];
}

export class MergerSidesDto {
  @ApiProperty({ type: MergerSideDto, description: 'Its address will lead to the other one' })
  from: MergerSideDto;
  @ApiProperty({ type: MergerSideDto, description: 'It stays' }) into: MergerSideDto;
}
