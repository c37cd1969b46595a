import { WholeNumber } from '../../platform/http/fields/numbers.js';
import { Code, Name } from '../../platform/http/fields/text.js';

/** What a row says only to tell an authority from others of its name. */
export class ImportIdentityDto {
  @Code(/^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u, { max: 30, optional: true })
  officialCode?: string;

  @Name(100, { optional: true })
  district?: string;

  @WholeNumber(1, 2_147_483_647, { optional: true })
  placeId?: number;
}
