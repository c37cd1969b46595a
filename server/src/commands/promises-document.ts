/** A row of a table of promises: the id comes first, the tests come last. */
const row = /^\| ((?:TR|RL|PR|S|U|O|IN|CT|RP|LG|OP|PF)\d{1,2}) \|.*\|(?=[^|]*\|$)/;

/** Promise ids in the names of tests. */
const id = /\b(?:TR|RL|PR|S|U|O|IN|CT|RP|LG|OP|PF)\d{1,2}\b/g;

export interface Source {
  /** From the repository's root. */
  path: string;
  text: string;
}

/** The ids in docs/promises.md, in order. */
export function promisesIn(page: string): string[] {
  return page.split('\n').flatMap((line) => row.exec(line)?.[1] ?? []);
}

/**
 * Regenerates the last column of docs/promises.md: the test files that name each id, or a link to
 * docs/security.md, which says why none does.
 */
export function promisesDocument(page: string, specs: Source[], security: string): string {
  const holders = new Map<string, Set<string>>();
  for (const { path, text } of specs)
    for (const [found] of text.matchAll(id))
      holders.set(found, (holders.get(found) ?? new Set()).add(path.replace('server/test/', '')));
  const heldBy = (promise: string) => {
    const files = [...(holders.get(promise) ?? [])].sort();
    if (files.length > 0) return files.map((file) => `\`${file}\``).join(', ');
    return security.includes(`| ${promise} |`)
      ? '[security.md](security.md#promises-that-no-test-carries-and-why)'
      : '';
  };
  return page
    .split('\n')
    .map((line) => {
      const found = row.exec(line);
      return found ? `${found[0]} ${heldBy(found[1]!)} |` : line;
    })
    .join('\n');
}
