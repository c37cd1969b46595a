import { ApiProperty } from '@nestjs/swagger';
import { personRoles, type PersonRole } from '../../../../contract/case-roles.js';
import { PendingHandOverDto, HandOverDto } from '../../joining/own-place/own-place.dto.js';
import { FreeText } from '../../platform/http/fields/text.js';

/** A person of the authority, as staff see them. */
export class StaffCasePersonDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null of associations and of removed' })
  email: string | null;
  @ApiProperty({ enum: personRoles }) role: PersonRole;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acceptedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) removedAt: string | null;
}

/** The people of the authority, and what each filled in or sent. */
export class CaseChangeByDto {
  @ApiProperty() section: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: a former contact' })
  by: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class CasePeopleDto {
  @ApiProperty({ type: String, nullable: true }) contact: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The colleague who named the contact; null: the authority did',
  })
  contactNamedBy: string | null;
  @ApiProperty({ type: [StaffCasePersonDto] }) people: StaffCasePersonDto[];
  @ApiProperty({ description: 'Whether the authority sent it itself' }) isSent: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who sent it last; null: a former contact',
  })
  sentBy: string | null;
  @ApiProperty({ type: [CaseChangeByDto] }) changes: CaseChangeByDto[];
  @ApiProperty({ type: PendingHandOverDto, nullable: true }) pending: PendingHandOverDto | null;
}

/** The next contact, and how a colleague verified the change. */
export class NextContactDto extends HandOverDto {
  @FreeText(1000, { description: 'How it was checked; kept as a note of the case' })
  reason: string;
}
