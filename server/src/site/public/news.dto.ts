import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { ApiProperty } from '@nestjs/swagger';
import { Cursor } from '../../platform/http/fields/text.js';
import { PageSize } from '../../platform/http/fields/numbers.js';
import { limits } from '../../platform/config/limits.js';
import { Choice } from '../../platform/http/fields/choices.js';

export class NewsQuery {
  @Choice(officialLanguages, { optional: true, default: 'en' })
  language: OfficialLanguage = 'en';

  @Cursor(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}_[a-z0-9-]{1,100}$/)
  after?: string;
}

export class NewsListQuery extends NewsQuery {
  @PageSize(limits.newsOnPage)
  limit: number = limits.newsOnPage;
}

export class NewsPictureDto {
  @ApiProperty({ example: '/news-images/0f…9c.jpg' }) path: string;
  @ApiProperty() width: number;
  @ApiProperty() height: number;
  @ApiProperty({ description: 'What can be seen' }) alt: string;
}

export class NewsItemDto {
  @ApiProperty({ example: 'european-day-2026' }) slug: string;
  @ApiProperty() title: string;
  @ApiProperty() summary: string;
  @ApiProperty({ type: NewsPictureDto, nullable: true }) picture: NewsPictureDto | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

export class NewsListDto {
  @ApiProperty({ type: [NewsItemDto] }) items: NewsItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
}

export class NewsArticleDto extends NewsItemDto {
  @ApiProperty({ description: 'The text as HTML without any markup of its writer' }) html: string;
}
