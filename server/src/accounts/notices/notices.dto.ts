import { ApiProperty } from '@nestjs/swagger';
import {
  noticeKinds,
  noticePeriods,
  type NoticeKind,
  type NoticePeriod,
} from '../../../../contract/notices.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Verbatim } from '../../platform/http/fields/text.js';

const Period = () =>
  Choice(noticePeriods, { optional: true, description: 'Without it, this one stays as it is' });

/** Which notices a colleague gets, and when. */
export class NoticeChoicesDto implements Partial<Record<NoticeKind, NoticePeriod>> {
  @Period() assigned?: NoticePeriod;
  @Period() mention?: NoticePeriod;
  @Period() message?: NoticePeriod;
  @Period() due?: NoticePeriod;
  @Period() sentAgain?: NoticePeriod;
  @Period() newCase?: NoticePeriod;
  @Period() errorReport?: NoticePeriod;
  @Period() provenContact?: NoticePeriod;
  @Period() failedMail?: NoticePeriod;
  @Period() brokenTrail?: NoticePeriod;
  @Period() faultyDocument?: NoticePeriod;
}

/** How the colleague got to the page. */
export class NoticesQuery {
  @Verbatim(100, { optional: true, description: 'The token of the link in a mail' })
  token?: string;
}

export class NoticeChoiceDto {
  @ApiProperty({ enum: noticeKinds }) kind: NoticeKind;
  @ApiProperty({ enum: noticePeriods }) period: NoticePeriod;
  @ApiProperty({ description: 'Whether it is what the roles say, not her own choice' })
  isDefault: boolean;
}

export class NoticesDto {
  @ApiProperty({ type: [NoticeChoiceDto], description: 'Those that concern her roles' })
  items: NoticeChoiceDto[];
  @ApiProperty({ description: 'For If-Match' }) version: number;
  @ApiProperty({ description: 'Whether the link was in the mail of another colleague' })
  othersLink: boolean;
}
