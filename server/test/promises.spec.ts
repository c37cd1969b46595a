import { basename, join } from 'node:path';
import { filesIn, read, root } from './support/repository.js';

const specs = ['server/src', 'server/test', 'e2e']
  .flatMap(filesIn)
  .filter((file) => file.endsWith('.spec.ts') && file !== import.meta.filename);
const page = read(join(root, 'docs', 'security.md'));
const explained = page.slice(page.indexOf('## Promises that no test carries'));

/** How many promises each family has. */
const families = { TR: 15, RL: 20, PR: 9, S: 60, U: 23, O: 12 };
/** TR4, S07: the security list alone counts with two digits. */
const ids = Object.entries(families).flatMap(([family, count]) =>
  Array.from(
    { length: count },
    (_, index) => `${family}${family === 'S' ? String(index + 1).padStart(2, '0') : index + 1}`,
  ),
);
const carried = new Set(
  specs.flatMap((file) => read(file).match(/\b(?:TR|RL|PR|S|U|O)\d{1,2}\b/g) ?? []),
);

describe('what the software promises', () => {
  it('is carried by a test each, or has a line in docs/security.md that says why not', () => {
    expect(ids.filter((id) => !carried.has(id) && !explained.includes(`| ${id} |`))).toEqual([]);
  });

  it('the page names tests that are there', () => {
    const named = [...page.matchAll(/`([\w./-]+\.spec\.ts)`/g)].map(([, name]) => basename(name!));
    const there = new Set([...specs, import.meta.filename].map((file) => basename(file)));
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });
});
