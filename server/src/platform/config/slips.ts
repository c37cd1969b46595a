/** Variables that a system sets itself, even if they resemble ours. */
const notOurs = new Set(['LOGNAME', 'HOSTNAME']);

/**
 * Variables that are not a setting but look like one, such as SMTPURL.
 * @returns a line for each.
 */
export function slipsIn(environment: NodeJS.ProcessEnv, known: string[]): string[] {
  const names = known.flatMap((name) => [name, `${name}_FILE`]);
  return Object.keys(environment)
    .filter((name) => /^[A-Z][A-Z0-9_]{3,}$/.test(name))
    .filter((name) => !names.includes(name) && !notOurs.has(name))
    .flatMap((name) => {
      const meant = names.find((other) => isLike(name, other));
      return meant ? [`${name} is set and is no setting: is ${meant} meant?`] : [];
    });
}

/** Whether names are alike but for underscores and, the longer they are, up to two letters. */
function isLike(name: string, known: string): boolean {
  const [a, b] = [name, known].map((each) => each.replaceAll('_', ''));
  const allowed = b!.length < 6 ? 0 : b!.length < 10 ? 1 : 2;
  return distance(a!, b!) <= allowed;
}

/** How many letters have to be added, removed or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])),
      );
    row = next;
  }
  return row[b.length]!;
}
