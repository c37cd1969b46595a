import { ApiProperty } from '@nestjs/swagger';
import { questionKinds, type QuestionKind } from '../../../../contract/rounds.js';

/** What the answers of some say together. */
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
