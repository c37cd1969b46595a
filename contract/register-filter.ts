/** The choices of the register's filter of which several values can be asked for at once. */
export const facetNames = ['country', 'kind', 'pillar'] as const;

/** The filters of the register, in the order in which they appear in our addresses. */
export const filterNames = ['q', ...facetNames, 'action', 'box'] as const;

/**
 * A query as written in all our addresses: the values of a parameter separated by commas, and empty
 * parameters left out. Commas and colons stay readable; a query may hold both (RFC 3986 §3.4).
 */
export function queryText(
  parameters: Iterable<readonly [name: string, value: string | readonly string[]]>,
): string {
  return [...parameters]
    .map(([name, value]) => [name, typeof value === 'string' ? value : value.join(',')] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeValue(value)}`)
    .join('&');
}

/** Commas and colons may stand in a query as they are (RFC 3986), and are easier to read. */
function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** A path with its query, where there is one. */
export function withQuery(path: string, query: string): string {
  return query ? `${path}?${query}` : path;
}
