/** How many signatories can be compared: with more, the table is unreadable. */
export const mostCompared = 5;
export const leastCompared = 2;

/** The address of a comparison, in which the order of the signatories says nothing. */
export function comparisonPath(ids: readonly string[], q = ''): string {
  const query = [
    ...(ids.length > 0 ? [`with=${[...new Set(ids)].sort().join(',')}`] : []),
    ...(q ? [`q=${encodeURIComponent(q)}`] : []),
  ];
  return ['/compare', query.join('&')].filter(Boolean).join('?');
}
