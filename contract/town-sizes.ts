/**
 * Where the next class of a town's inhabitants begins, for figures by size. The first class ends
 * before the first of them.
 */
export const townSizes = [10_000, 50_000, 100_000, 500_000] as const;

/** How many times larger or smaller a town may be and still count as similar in size. */
export const likeSize = 2;
