import { ApiProperty } from '@nestjs/swagger';
import { Cursor, FreeText, ShortText, Verbatim } from '../../platform/http/fields/text.js';
import { Moment } from '../../platform/http/fields/days.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Id } from '../../platform/http/fields/things.js';
import { limits } from '../../platform/config/limits.js';
import {
  articleActions,
  articleStates,
  type ArticleAction,
  type ArticleState,
} from './article.workflow.js';

const text = { showLimit: true, optional: true, default: '' } as const;

/** The texts of an article. A draft may be incomplete; a published article may not. */
export class SaveArticleDto {
  @ShortText(150, { ...text })
  titleEn?: string;

  @ShortText(150, { ...text })
  titleFr?: string;

  @FreeText(400, { ...text })
  summaryEn?: string;

  @FreeText(400, { ...text })
  summaryFr?: string;

  @FreeText(limits.articleLength, { ...text, description: 'Markdown' })
  bodyEn?: string;

  @FreeText(limits.articleLength, { ...text, description: 'Markdown' })
  bodyFr?: string;

  @Id({ optional: true, nullable: true })
  imageId?: string | null;

  @ShortText(250, {
    ...text,
    description: 'Required with a picture',
    requiredWhen: ({ imageId, imageAltEn }: SaveArticleDto) => Boolean(imageId ?? imageAltEn),
  })
  imageAltEn?: string;

  @ShortText(250, {
    ...text,
    description: 'Required with a picture',
    requiredWhen: ({ imageId, imageAltFr }: SaveArticleDto) => Boolean(imageId ?? imageAltFr),
  })
  imageAltFr?: string;
}

export class ArticleStepDto {
  @Choice(articleActions)
  action: ArticleAction;

  @Moment({
    optional: true,
    description: 'When it is published; now if omitted or in the past',
  })
  publishAt?: string;
}

export class ArticleQuery {
  @Choice(articleStates, { optional: true })
  state?: ArticleState;

  @Cursor()
  after?: string;
}

export class MarkdownDto {
  @Verbatim(limits.articleLength, { showLimit: true, mayBeEmpty: true })
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
