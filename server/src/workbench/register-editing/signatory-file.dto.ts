import { ApiProperty } from '@nestjs/swagger';
import { personRoles, type PersonRole } from '../../../../contract/case-roles.js';
import { errorReportKinds, type ErrorReportKind } from '../../../../contract/error-reports.js';
import { submissionKinds, type SubmissionKind } from '../../../../contract/kinds.js';
import { ContactInvitationDto } from '../../register/contacts/contact-invitation.dto.js';
import { SignatoryHeadDto } from './signatories.dto.js';

const text = { type: String, nullable: true } as const;

/** Who handles the case for the authority, and whether mails reach the address. */
export class FileContactDto {
  @ApiProperty(text) name: string | null;
  @ApiProperty(text) office: string | null;
  @ApiProperty(text) email: string | null;
  @ApiProperty(text) phone: string | null;
  @ApiProperty({ ...text, description: 'The day since when mails come back' })
  returnedSince: string | null;
}

export class FileSignerDto {
  @ApiProperty(text) name: string | null;
  @ApiProperty(text) office: string | null;
}

export class FilePersonDto {
  @ApiProperty() name: string;
  @ApiProperty(text) email: string | null;
  @ApiProperty({ enum: personRoles }) role: PersonRole;
  @ApiProperty({ description: 'Whether the invitation was accepted' }) accepted: boolean;
}

export class FileCaseDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty() state: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class FileDocumentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ format: 'uuid', description: 'The case it was sent with' }) caseId: string;
  @ApiProperty() reference: string;
  @ApiProperty({ description: 'Whether a cleaned copy is on the public page' }) published: boolean;
}

export class FileErrorReportDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: errorReportKinds }) kind: ErrorReportKind;
  @ApiProperty() state: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** Everything that is known about a signatory besides its content, its versions and its mails. */
export class SignatoryFileDto {
  @ApiProperty({ type: SignatoryHeadDto }) signatory: SignatoryHeadDto;
  @ApiProperty({
    type: FileContactDto,
    nullable: true,
    description: 'Null of an entry without an endorsement, such as an imported one',
  })
  contact: FileContactDto | null;
  @ApiProperty({
    type: ContactInvitationDto,
    nullable: true,
    description: 'Of a person who was invited to become the contact of an entry without one',
  })
  invitation: ContactInvitationDto | null;
  @ApiProperty({ type: FileSignerDto, nullable: true }) signer: FileSignerDto | null;
  @ApiProperty({ type: [FilePersonDto] }) people: FilePersonDto[];
  @ApiProperty({ type: [FileCaseDto], description: 'The newest first' }) cases: FileCaseDto[];
  @ApiProperty({ type: [FileDocumentDto] }) documents: FileDocumentDto[];
  @ApiProperty({ type: [FileErrorReportDto] }) errorReports: FileErrorReportDto[];
}
