import { ApiProperty } from '@nestjs/swagger';

/** The register's content on one day. */
export class SnapshotDto {
  @ApiProperty({ format: 'date', example: '2026-11-24' }) day: string;
  @ApiProperty({ example: '/api/v1/snapshots/2026-11-24.csv' }) path: string;
  @ApiProperty({
    description: 'SHA-256 of the CSV, hexadecimal',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256: string;
  @ApiProperty({ example: 18240 }) bytes: number;
  @ApiProperty({ example: 42 }) registerVersion: number;
  @ApiProperty({ example: 61 }) signatories: number;
  @ApiProperty({ format: 'date-time' }) madeAt: string;
}
