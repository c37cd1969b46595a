import { ApiProperty } from '@nestjs/swagger';
import { questionKinds, type QuestionKind } from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';

const fewest = `There may be fewer than ${limits.roundFewest} answers`;

/** The combined answers of a group. */
export class AnswerFiguresDto {
  @ApiProperty({ description: 'How many answered the question' }) answers: number;
  @ApiProperty({ type: [Number], description: 'Of a choice: how many chose each option' })
  options: number[];
  @ApiProperty({ type: Number, nullable: true, description: 'Of a number' }) sum: number | null;
  @ApiProperty({ type: Number, nullable: true }) median: number | null;
  @ApiProperty({ type: Number, nullable: true }) least: number | null;
  @ApiProperty({ type: Number, nullable: true }) most: number | null;
}

export class CountryAnswersDto extends AnswerFiguresDto {
  @ApiProperty({ example: 'DE' }) country: string;
}

/** The answers to one question; those to texts are counted nowhere in public. */
export class QuestionFiguresDto {
  @ApiProperty({ enum: questionKinds }) kind: QuestionKind;
  @ApiProperty({ type: AnswerFiguresDto }) all: AnswerFiguresDto;
  @ApiProperty({ type: [CountryAnswersDto] }) countries: CountryAnswersDto[];
}

/** The same for the public: what few answered together, as "other countries". */
export class PublicQuestionFiguresDto extends QuestionFiguresDto {
  @ApiProperty({ type: AnswerFiguresDto, description: `${fewest}; then only \`answers\` is told` })
  declare all: AnswerFiguresDto;
  @ApiProperty({ type: [CountryAnswersDto], description: 'Those with enough answers' })
  declare countries: CountryAnswersDto[];
  @ApiProperty({
    type: AnswerFiguresDto,
    nullable: true,
    description: 'All other countries together; null when they have too few answers',
  })
  others: AnswerFiguresDto | null;
}
