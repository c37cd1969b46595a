import { ApiProperty, PickType } from '@nestjs/swagger';
import { type PublicReason, publicReasons } from '../../register/signatories/transparency.js';
import { PracticeDto, SignatoryDto } from './public.dto.js';

export class NamedPracticeDto extends PickType(PracticeDto, ['id', 'title', 'language']) {}

export const historyKinds = [
  'joined',
  'published',
  'corrected',
  'reported',
  'practice',
  'handed_over',
  'withdrawn',
  'restored',
] as const;

/** One line of a signatory's history, without names of people. */
export class HistoryEntryDto {
  @ApiProperty({
    example: '2027-03-01',
    description: 'Day in Strasbourg; of joining as exact as it is known: year, month or day',
  })
  day: string;
  @ApiProperty({
    enum: historyKinds,
    description: 'handed_over: the authority has another contact',
  })
  kind: (typeof historyKinds)[number];
  @ApiProperty({
    enum: publicReasons,
    type: String,
    nullable: true,
    description: 'Why it was corrected, withdrawn or restored',
  })
  reason: PublicReason | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of how many pledges a report told',
  })
  pledges: number | null;
  @ApiProperty({ type: NamedPracticeDto, nullable: true }) practice: NamedPracticeDto | null;
}

/** A signatory with what happened to it. */
export class SignatoryProfileDto extends SignatoryDto {
  @ApiProperty({ type: [HistoryEntryDto], description: 'Newest first' })
  history: HistoryEntryDto[];
}
