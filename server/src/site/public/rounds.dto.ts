import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { PublicQuestionFiguresDto } from '../../register/rounds/round-figures.dto.js';

export class PublicQuestionWordsDto {
  @ApiProperty() wording: string;
  @ApiProperty({ description: 'Of a number; may be empty' }) unit: string;
  @ApiProperty({ type: [String], description: 'Of a choice' }) options: string[];
}

export class PublicRoundTextDto {
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty() title: string;
  @ApiProperty() intro: string;
  @ApiProperty({ type: [PublicQuestionWordsDto] }) questions: PublicQuestionWordsDto[];
}

/** A public round that is closed. */
export class PublicRoundRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date' }) lastDay: string;
  @ApiProperty({ format: 'date-time' }) closedAt: string;
  @ApiProperty({ description: 'Signatories on the register that were asked' }) asked: number;
  @ApiProperty({ description: 'Those of them that answered' }) answered: number;
  @ApiProperty({ type: [PublicRoundTextDto], description: 'In each language it was written in' })
  texts: PublicRoundTextDto[];
}

export class PublicRoundDto extends PublicRoundRowDto {
  @ApiProperty({
    type: [PublicQuestionFiguresDto],
    description:
      'In the order of the questions. What was answered in free text is never published, nor ' +
      'figures of too few answers',
  })
  questions: PublicQuestionFiguresDto[];
}
