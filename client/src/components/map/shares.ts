import type { Country } from '../../../../contract/pages.js';

/**
 * The upper bound of each shade, as a share of a country's municipalities. The last one has none.
 */
export const shadeEnds = [0, 0.001, 0.01, 0.05] as const;

/** The share of a country's municipalities that signed; null when their number is unknown. */
export function shareOf({ municipalities, total }: Country): number | null {
  return total ? municipalities / total.municipalities : null;
}

/** 0 (none signed) to 4. */
export function shadeOf(share: number | null): number | null {
  if (share === null) return null;
  const index = shadeEnds.findIndex((end) => share <= end);
  return index === -1 ? shadeEnds.length : index;
}
