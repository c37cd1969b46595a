import { ApiProperty } from '@nestjs/swagger';
import { Email } from '../../platform/http/fields/text.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';

/** In a body, never in an address: addresses stand in logs. */
export class PersonDto {
  @Email()
  email: string;
}

class HeldCaseDto {
  @ApiProperty() id: string;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ type: String, nullable: true }) authority: string | null;
  @ApiProperty({ description: 'Submissions of the case, with what followed' }) submissions: number;
  @ApiProperty() documents: number;
  @ApiProperty({ description: 'Staff still decide on it: nothing can be erased before' })
  withStaff: boolean;
  @ApiProperty({ description: 'The register stands on it: the authority stays, the person goes' })
  onRegister: boolean;
}

/** What is held under a mail address. */
export class HeldDto {
  @ApiProperty({ type: [HeldCaseDto] }) cases: HeldCaseDto[];
  @ApiProperty({ description: 'Mails to the address, sent or waiting' }) mails: number;
  @ApiProperty({ description: 'Reads the newsletter, or asked to' }) newsletter: boolean;
}

export class ErasedDto {
  @ApiProperty({ description: 'What the audit trail calls the person from now on' })
  pseudonym: string;
  @ApiProperty() cases: number;
  @ApiProperty() documents: number;
  @ApiProperty() mails: number;
  @ApiProperty() newsletter: boolean;
}
