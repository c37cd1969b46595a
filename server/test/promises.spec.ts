import { basename, join, relative } from 'node:path';
import { promisesDocument, promisesIn } from '../src/commands/promises-document.js';
import { filesIn, read, root } from './support/repository.js';

const specs = ['contract', 'server/src', 'server/test', 'e2e']
  .flatMap(filesIn)
  .filter((file) => file.endsWith('.spec.ts') && file !== import.meta.filename)
  .map((file) => ({ path: relative(root, file), text: read(file) }));
const promises = read(join(root, 'docs', 'promises.md'));
const security = read(join(root, 'docs', 'security.md'));

describe('what the software promises', () => {
  it('is listed with its tests, or with a line in docs/security.md that says why it has none', () => {
    const page = promisesDocument(promises, specs, security);
    expect(promisesIn(page).length).toBeGreaterThan(160);
    expect(page.split('\n').filter((line) => /^\| [A-Z]{1,2}\d+ \|.*\| {2}\|$/.test(line))).toEqual(
      [],
    );
    expect(promises).toBe(page);
  });

  it('docs/security.md names existing tests', () => {
    const named = [...security.matchAll(/`([\w./-]+\.spec\.ts)`/g)].map(([, name]) =>
      basename(name!),
    );
    const there = new Set(
      [...specs.map(({ path }) => path), import.meta.filename].map((file) => basename(file)),
    );
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });
});
