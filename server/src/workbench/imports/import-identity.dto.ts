import { WholeNumber } from '../../platform/http/fields/numbers.js';

/**
 * Values of a row, besides the content of a signatory, that distinguish an authority from others of
 * its name.
 */
export class ImportIdentityDto {
  @WholeNumber(1, 2_147_483_647, { optional: true })
  placeId?: number;
}
