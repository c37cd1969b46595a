import { cursorPattern } from '../../platform/http/cursor.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';

export class NewsQuery {
  @ApiPropertyOptional({ enum: officialLanguages, default: 'en' })
  @IsOptional()
  @IsIn(officialLanguages)
  language: OfficialLanguage = 'en';

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
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
