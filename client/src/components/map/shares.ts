import type { Country } from '../../../../contract/pages.js';

/** Where a shade ends, as a share of a country's municipalities; the last one has no end. */
export const shadeEnds = [0, 0.001, 0.01, 0.05] as const;

/**
 * The share of a country's municipalities that signed; null where nobody has told how many there
 * are.
 */
export function shareOf({ municipalities, total }: Country): number | null {
  return total ? municipalities / total.municipalities : null;
}

/** 0 (none signed) to 4. */
export function shadeOf(share: number | null): number | null {
  if (share === null) return null;
  const index = shadeEnds.findIndex((end) => share <= end);
  return index === -1 ? shadeEnds.length : index;
}
