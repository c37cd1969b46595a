import { Email, Name, ShortText } from '../../platform/http/fields/text.js';

/** The corrected address. */
export class CorrectAddressDto {
  @Email()
  email: string;
}

/** The same from a browser without a session for the endorsement. */
export class AddressCorrectionDto extends CorrectAddressDto {
  @ShortText(20)
  reference: string;

  @Name(150)
  signer: string;
}
