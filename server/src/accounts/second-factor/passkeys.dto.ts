import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { Name } from '../../platform/http/fields/text.js';
import type { Passkey } from './passkey.entity.js';

/**
 * A WebAuthn challenge or response as the browser's own JSON (Web Authentication Level 3, §5.1).
 */
export class PasskeyAnswerDto {
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  response: Record<string, unknown>;
}

export class NewPasskeyDto extends PasskeyAnswerDto {
  @Name(60, { showLimit: true, description: 'Its name, chosen by its owner' })
  passkeyName: string;
}

export class PasskeyQuestionDto {
  @ApiProperty({ type: 'object', additionalProperties: true }) options: Record<string, unknown>;
}

export class PasskeyDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastUsedAt: string | null;
}

export class PasskeysDto {
  @ApiProperty({ type: [PasskeyDto] }) items: PasskeyDto[];
}

export function presentPasskey({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyDto {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
