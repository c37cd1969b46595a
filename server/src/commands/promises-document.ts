/** A row of a table of promises: its id first, what holds it last. */
const row = /^\| ((?:TR|RL|PR|S|U|O|IN|CT|RP|LG|OP|PF)\d{1,2}) \|.*\|(?=[^|]*\|$)/;

/** Ids as tests carry them in their names. */
const id = /\b(?:TR|RL|PR|S|U|O|IN|CT|RP|LG|OP|PF)\d{1,2}\b/g;

export interface Source {
  /** Relative to the root of the repository. */
  path: string;
  text: string;
}

/** Every promise of docs/promises.md, in its order. */
export function promisesIn(page: string): string[] {
  return page.split('\n').flatMap((line) => row.exec(line)?.[1] ?? []);
}

/**
 * docs/promises.md with its last column made anew: the test files that carry each id, or where
 * docs/security.md says why none does.
 */
export function promisesDocument(page: string, specs: Source[], security: string): string {
  const holders = new Map<string, Set<string>>();
  for (const { path, text } of specs)
    for (const [found] of text.matchAll(id))
      holders.set(found, (holders.get(found) ?? new Set()).add(path.split('/').at(-1)!));
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
