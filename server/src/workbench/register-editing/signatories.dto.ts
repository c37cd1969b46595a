import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { Cursor, ShortText } from '../../platform/http/fields/text.js';
import { AnyCountry, AnyOf, Choice } from '../../platform/http/fields/choices.js';
import { Id } from '../../platform/http/fields/things.js';
import { tableFormats, type TableFormat } from '../../platform/spreadsheets/table-file.js';
import { limits } from '../../platform/config/limits.js';
import {
  signatoryActions,
  signatoryStates,
  type SignatoryAction,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';

export const signatorySorts = ['name', 'changed'] as const;

/** Selects signatories. An omitted filter excludes nothing. */
export class SignatoriesFilter {
  @AnyOf(signatoryStates)
  state?: SignatoryState[];

  @AnyCountry({ description: 'ISO 3166-1 alpha-2', example: ['DE', 'FR'] })
  country?: string[];

  @AnyOf(authorityKinds)
  kind?: AuthorityKind[];

  @Choice(['yes', 'no'], {
    optional: true,
    description: 'Only demonstration entries, or only real ones',
  })
  demo?: 'yes' | 'no';

  @Id({ optional: true, description: 'Those that this import added or changed' })
  import?: string;

  @ShortText(limits.searchLength, {
    optional: true,
    description: 'Beginnings of words of any of its names, or its public id',
  })
  q?: string;
}

export class SignatoriesQuery extends SignatoriesFilter {
  @Choice(signatorySorts, { optional: true, default: 'name' })
  sort: (typeof signatorySorts)[number] = 'name';

  @Cursor(/^[\w-]{1,1000}$/)
  after?: string;
}

export class ExportQuery extends SignatoriesFilter {
  @Choice(tableFormats)
  format: TableFormat;

  @Choice(['yes', 'no'], {
    optional: true,
    default: 'no',
    description: 'Begin a CSV with a byte order mark: Excel needs it to read UTF-8',
  })
  bom: 'yes' | 'no' = 'no';
}

export class NamesDto {
  @ApiProperty() official: string;
  @ApiProperty() officialLanguage: string;
  @ApiProperty() en: string;
  @ApiProperty() fr: string;
}

/** A row of the staff list. */
export class SignatoryRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() publicId: string;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() countryCode: string;
  @ApiProperty() region: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ type: String, nullable: true }) signedOn: string | null;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty() demo: boolean;
}

export class SignatoryRowsDto {
  @ApiProperty({ type: [SignatoryRowDto] }) items: SignatoryRowDto[];
  @ApiProperty({ description: 'How many there are on all pages' }) total: number;
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
  @ApiProperty({ type: [String], description: 'Every country from which there is an authority' })
  countries: string[];
}

/** The header of a signatory's page in the workbench. */
export class SignatoryHeadDto extends SignatoryRowDto {
  @ApiProperty() version: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The endorsement by which it joined',
  })
  submissionId: string | null;
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
  @ApiProperty({
    enum: signatoryActions,
    isArray: true,
    description: 'What the signed-in colleague may do now',
  })
  actions: SignatoryAction[];
  @ApiProperty({ description: 'Whether the signed-in colleague may edit it' }) mayEdit: boolean;
}
