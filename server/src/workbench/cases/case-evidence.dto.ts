import { ApiProperty } from '@nestjs/swagger';
import {
  authorityKinds,
  type AuthorityKind,
  submissionKinds,
  type SubmissionKind,
} from '../../../../contract/kinds.js';
import { signatoryStates } from '../../register/signatories/signatory.workflow.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';
import { likenesses, type Likeness } from './likeness.js';

export class DuplicateCandidateDto {
  @ApiProperty({ format: 'uuid' }) authorityId: string;
  @ApiProperty({ type: String, nullable: true }) publicId: string | null;
  @ApiProperty({ enum: signatoryStates, nullable: true, type: String }) state: string | null;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() nameFr: string;
  @ApiProperty() region: string;
  @ApiProperty({ type: Number, nullable: true }) population: number | null;
  @ApiProperty({ description: 'How alike the names are, 0 to 1' }) similarity: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'From its place to the one of the case',
  })
  distanceKm: number | null;
  @ApiProperty({ enum: likenesses, isArray: true, description: 'Why it may be the same' })
  reasons: Likeness[];
}

/** The gazetteer place that the authority chose. */
export class PlaceEvidenceDto {
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() countryCode: string;
  @ApiProperty() region: string;
  @ApiProperty({ description: 'Inhabitants; 0 where it is not known' }) population: number;
  @ApiProperty({ description: 'Whether country and name are still those of the place' })
  agrees: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'From the place to the point on the map',
  })
  distanceKm: number | null;
}

export class ScriptPartDto {
  @ApiProperty() text: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Cyrillic',
    description: 'The script of letters that pass for others; null for the rest',
  })
  script: string | null;
}

/** A text that contains look-alike characters. */
export class LookAlikeDto {
  @ApiProperty({ example: 'nameOfficial' }) field: string;
  @ApiProperty({ type: [ScriptPartDto] }) parts: ScriptPartDto[];
}

/** A name that looks like another one. */
export class ResemblanceDto {
  @ApiProperty({ example: 'nameOfficial' }) field: string;
  @ApiProperty({ description: 'The name that it looks like', example: 'Strasbourg' }) name: string;
}

/** Other cases from the same authority, under the same name or from the same address. */
export class RelatedCaseDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty() authorityName: string;
  @ApiProperty({ format: 'date-time' }) waitingSince: string;
  @ApiProperty({
    enum: ['authority', 'name', 'address'],
    description: 'The values that it shares with the case',
  })
  why: string;
}

/** A case that a colleague entered from paper. */
export class PaperEvidenceDto {
  @ApiProperty({ description: 'The colleague who entered it' }) enteredBy: string;
  @ApiProperty({
    description: 'Whether the scan of the signed paper is there; needed before approval',
  })
  scanPresent: boolean;
}

/** Evidence for or against an endorsement beyond its own answers. */
export class CaseEvidenceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: "Registrable domain of the contact's address",
    example: 'stadt-koeln.de',
  })
  mailDomain: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "Registrable domain of the authority's website",
  })
  websiteDomain: string | null;
  @ApiProperty({ description: 'Whether both are the same' }) sameDomain: boolean;
  @ApiProperty({
    type: PaperEvidenceDto,
    nullable: true,
    description: 'Who entered it from paper; null when the authority sent it itself',
  })
  paper: PaperEvidenceDto | null;
  @ApiProperty({
    type: PlaceEvidenceDto,
    nullable: true,
    description: 'Null when it was entered by hand',
  })
  place: PlaceEvidenceDto | null;
  @ApiProperty({ description: 'Whether the authority is identified; needed before approval' })
  identified: boolean;
  @ApiProperty({ type: [LookAlikeDto] }) lookAlikes: LookAlikeDto[];
  @ApiProperty({
    type: [ResemblanceDto],
    description: 'Names that look like those of a known authority or place, in other characters',
  })
  resembles: ResemblanceDto[];
}
