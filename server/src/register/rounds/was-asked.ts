import { notAskedReasons } from '../../../../contract/mailings.js';

/**
 * SQL over the row `i` of the invitation of a round: it asked this signatory. That is fixed when
 * the round opens; the view of the public says the same.
 */
export const wasAsked = `coalesce(i.left_out, '') NOT IN ('${notAskedReasons.join("', '")}')`;
