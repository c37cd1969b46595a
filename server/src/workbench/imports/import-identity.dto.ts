import { WholeNumber } from '../../platform/http/fields/numbers.js';

/**
 * What a row says besides the content of a signatory to tell an authority from others of its name.
 */
export class ImportIdentityDto {
  @WholeNumber(1, 2_147_483_647, { optional: true })
  placeId?: number;
}
