import { ApiProperty } from '@nestjs/swagger';
import { ShortText } from '../../platform/http/fields/text.js';

export class CodeDto {
  @ShortText(40, {
    showLimit: true,
    description:
      'Six digits of the authenticator app, or a recovery code; spaces and dashes do not matter',
  })
  oneTimeCode: string;
}

class QrDto {
  @ApiProperty({ description: 'Modules of each side' }) size: number;
  @ApiProperty({ description: 'The dark modules as the path of an SVG, one unit each' })
  path: string;
}

/** A new secret for an authenticator app, shown only once. */
export class TotpOfferDto {
  @ApiProperty({ description: 'In base32, to be typed where no camera is' }) secret: string;
  @ApiProperty({ type: QrDto }) qr: QrDto;
}

export class RecoveryCodesDto {
  @ApiProperty({
    type: [String],
    description: 'Each signs you in once. Empty when the existing codes remain valid.',
  })
  recoveryCodes: string[];
}

export class SecondFactorStateDto {
  @ApiProperty({ description: 'Whether an authenticator app is set up' }) totp: boolean;
  @ApiProperty({ type: 'integer' }) recoveryCodesLeft: number;
}
