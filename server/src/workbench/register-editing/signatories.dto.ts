import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { Line } from '../../platform/http/decorators.js';
import { tableFormats, type TableFormat } from '../../platform/spreadsheets/table-file.js';
import { limits } from '../../platform/config/limits.js';
import {
  signatoryActions,
  signatoryStates,
  type SignatoryAction,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';

/** `state=published,on_hold` and `state=published&state=on_hold` are the same. */
export const Several = () =>
  Transform(({ value }: { value: unknown }) => {
    const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) =>
      typeof part === 'string' ? part.split(',') : [part],
    );
    const given = parts.filter((part) => part !== '' && part !== undefined);
    return given.length > 0 ? [...new Set(given)] : undefined;
  });

export const signatorySorts = ['name', 'changed'] as const;

/** Which signatories: whatever is not said leaves nothing out. */
export class SignatoriesFilter {
  @ApiPropertyOptional({ enum: signatoryStates, isArray: true })
  @Several()
  @IsOptional()
  @IsIn(signatoryStates, { each: true })
  state?: SignatoryState[];

  @ApiPropertyOptional({ type: [String], description: 'ISO 3166-1 alpha-2', example: ['DE', 'FR'] })
  @Several()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(60, { context: { max: 60 } })
  @IsISO31661Alpha2({ each: true })
  country?: string[];

  @ApiPropertyOptional({ enum: authorityKinds, isArray: true })
  @Several()
  @IsOptional()
  @IsIn(authorityKinds, { each: true })
  kind?: AuthorityKind[];

  @ApiPropertyOptional({
    enum: ['yes', 'no'],
    description: 'Only demonstration entries, or only real ones',
  })
  @IsOptional()
  @IsIn(['yes', 'no'])
  demo?: 'yes' | 'no';

  @ApiPropertyOptional({ format: 'uuid', description: 'Those that this import added or changed' })
  @IsOptional()
  @IsUUID()
  import?: string;

  @ApiPropertyOptional({ description: 'Beginnings of words of any of its names, or its public id' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;
}

export class SignatoriesQuery extends SignatoriesFilter {
  @ApiPropertyOptional({ enum: signatorySorts, default: 'name' })
  @IsOptional()
  @IsIn(signatorySorts)
  sort: (typeof signatorySorts)[number] = 'name';

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class ExportQuery extends SignatoriesFilter {
  @ApiProperty({ enum: tableFormats })
  @IsIn(tableFormats)
  format: TableFormat;

  @ApiPropertyOptional({
    enum: ['yes', 'no'],
    default: 'no',
    description: 'Begin a CSV with a byte order mark: Excel needs it to read UTF-8',
  })
  @IsOptional()
  @IsIn(['yes', 'no'])
  bom: 'yes' | 'no' = 'no';
}

export class NamesDto {
  @ApiProperty() official: string;
  @ApiProperty() officialLanguage: string;
  @ApiProperty() en: string;
  @ApiProperty() fr: string;
}

/** A row of the staff's list. */
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

/** What stands at the head of a signatory's page in the workbench. */
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
