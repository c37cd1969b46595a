import { Email, Name, ShortText } from '../../platform/http/fields/text.js';

/** The address that was meant. */
export class CorrectAddressDto {
  @Email()
  email: string;
}

/** The same from a browser that does not have the endorsement open. */
export class AddressCorrectionDto extends CorrectAddressDto {
  @ShortText(20)
  reference: string;

  @Name(150)
  signer: string;
}
