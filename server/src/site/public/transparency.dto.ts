import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Line } from '../../platform/http/decorators.js';

export class TransparencyQuery {
  @ApiPropertyOptional({ description: 'Counts from 1', default: '1' })
  @Line()
  @IsOptional()
  @Matches(/^[1-9]\d{0,3}$/)
  page: string = '1';
}
