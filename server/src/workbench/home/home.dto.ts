import { ApiProperty } from '@nestjs/swagger';

const at = { format: 'date-time', type: String, nullable: true } as const;

/** A row of the home page: an item with its name, and the page that shows it. */
export class HomeRowDto {
  @ApiProperty({ description: 'The case, signatory, mail, proposal or report of an error' })
  id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a mail of no case' })
  name: string | null;
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
  @ApiProperty({ ...at, description: 'Since when, or when' }) at: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who did it' }) by: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Verdict of a decision, kind of a proposal or report, template of a mail',
  })
  what: string | null;
}

export class HomeGroupDto {
  @ApiProperty() total: number;
  @ApiProperty({ type: [HomeRowDto], description: 'The first of them' }) rows: HomeRowDto[];
}

const group = (description: string) => ({ type: HomeGroupDto, nullable: true, description });

/** Today's items for a colleague. A group that their roles do not open is null. */
export class HomeDto {
  @ApiProperty(group('Cases that are hers and not done')) mine: HomeGroupDto | null;
  @ApiProperty(group('Notes of the last 30 days that mention her'))
  mentioned: HomeGroupDto | null;
  @ApiProperty(group('Cases with messages of the authority that nobody has read'))
  messages: HomeGroupDto | null;
  @ApiProperty(group('Reports of errors in entries that wait for an answer'))
  errorReports: HomeGroupDto | null;
  @ApiProperty(group('Entries whose invited contact has proven the address, to be confirmed'))
  contacts: HomeGroupDto | null;
  @ApiProperty(group('Cases that are overdue')) overdue: HomeGroupDto | null;
  @ApiProperty(group('Cases that are due and not overdue')) due: HomeGroupDto | null;
  @ApiProperty(group('Cases that wait and are not due')) fresh: HomeGroupDto | null;
  @ApiProperty(group('Cases whose authority was asked for changes and let the day pass'))
  unanswered: HomeGroupDto | null;
  @ApiProperty(group('Approved cases that nobody has published or scheduled'))
  toPublish: HomeGroupDto | null;
  @ApiProperty(group('Publications that are scheduled')) scheduled: HomeGroupDto | null;
  @ApiProperty(group('What a second colleague has to confirm, not proposed by her'))
  proposals: HomeGroupDto | null;
  @ApiProperty(group('The last decisions')) decisions: HomeGroupDto | null;
  @ApiProperty({ description: 'Mails that failed' }) failedMails: HomeGroupDto;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For administrators: the event at which the audit trail is broken',
  })
  brokenTrail: string | null;
}
