import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import { Line, Lines } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import {
  articleActions,
  articleStates,
  type ArticleAction,
  type ArticleState,
} from './article.workflow.js';

const text = { required: false, default: '' } as const;

/** What is written of an article. A draft may have gaps; what is published has none. */
export class SaveArticleDto {
  @ApiProperty({ ...text, maxLength: 150 })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, { context: { max: 150 } })
  titleEn?: string;

  @ApiProperty({ ...text, maxLength: 150 })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, { context: { max: 150 } })
  titleFr?: string;

  @ApiProperty({ ...text, maxLength: 400 })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(400, { context: { max: 400 } })
  summaryEn?: string;

  @ApiProperty({ ...text, maxLength: 400 })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(400, { context: { max: 400 } })
  summaryFr?: string;

  @ApiProperty({ ...text, maxLength: limits.articleLength, description: 'Markdown' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(limits.articleLength, { context: { max: limits.articleLength } })
  bodyEn?: string;

  @ApiProperty({ ...text, maxLength: limits.articleLength, description: 'Markdown' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(limits.articleLength, { context: { max: limits.articleLength } })
  bodyFr?: string;

  @ApiProperty({ required: false, format: 'uuid', type: String, nullable: true })
  @IsOptional()
  @IsUUID()
  imageId?: string | null;

  @ApiProperty({ ...text, maxLength: 250, description: 'Required with a picture' })
  @Line()
  @ValidateIf(({ imageId, imageAltEn }: SaveArticleDto) => Boolean(imageId ?? imageAltEn))
  @IsNotEmpty()
  @IsString()
  @MaxLength(250, { context: { max: 250 } })
  imageAltEn?: string;

  @ApiProperty({ ...text, maxLength: 250, description: 'Required with a picture' })
  @Line()
  @ValidateIf(({ imageId, imageAltFr }: SaveArticleDto) => Boolean(imageId ?? imageAltFr))
  @IsNotEmpty()
  @IsString()
  @MaxLength(250, { context: { max: 250 } })
  imageAltFr?: string;
}

export class ArticleStepDto {
  @ApiProperty({ enum: articleActions })
  @IsIn(articleActions)
  action: ArticleAction;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When it is to appear; now when it is not said or has passed',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/T.*(Z|[+-]\d\d:\d\d)$/)
  publishAt?: string;
}

export class ArticleQuery {
  @ApiPropertyOptional({ enum: articleStates })
  @IsOptional()
  @IsIn(articleStates)
  state?: ArticleState;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class MarkdownDto {
  @ApiProperty({ maxLength: limits.articleLength })
  @IsString()
  @MaxLength(limits.articleLength, { context: { max: limits.articleLength } })
  text: string;
}

export class RenderedDto {
  @ApiProperty() html: string;
}

export class NewsImageDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() width: number;
  @ApiProperty() height: number;
}

export class ArticleSummaryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: articleStates }) state: ArticleState;
  @ApiProperty() titleEn: string;
  @ApiProperty() titleFr: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) publishAt: string | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) publicAt: string | null;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

export class ArticleListDto {
  @ApiProperty({ type: [ArticleSummaryDto] }) items: ArticleSummaryDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export class ArticleDto extends ArticleSummaryDto {
  @ApiProperty({ type: String, nullable: true }) slug: string | null;
  @ApiProperty() summaryEn: string;
  @ApiProperty() summaryFr: string;
  @ApiProperty() bodyEn: string;
  @ApiProperty() bodyFr: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) imageId: string | null;
  @ApiProperty() imageAltEn: string;
  @ApiProperty() imageAltFr: string;
  @ApiProperty({ enum: articleActions, isArray: true }) actions: ArticleAction[];
  @ApiProperty() version: number;
}
