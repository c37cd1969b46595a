import { join } from 'node:path';
import { version } from '../src/platform/config/version.js';
import { read, root } from './support/repository.js';

const changelog = read(join(root, 'CHANGELOG.md'));
const heading = /^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$/m;
/** The versions in the changelog with their text, newest first. */
const versions = changelog
  .split(/^(?=## )/m)
  .filter((part) => heading.test(part))
  .map((text) => ({ name: heading.exec(text)![1]!, day: heading.exec(text)![2]!, text }));

describe('a version', () => {
  it('has the same number in each package, the program, the image and the documents', () => {
    for (const folder of ['', 'server', 'client']) {
      const told = JSON.parse(read(join(root, folder, 'package.json'))) as { version: string };
      expect([folder, told.version]).toEqual([folder, version]);
    }
    const { packages } = JSON.parse(read(join(root, 'package-lock.json'))) as {
      packages: Record<string, { version: string }>;
    };
    for (const folder of ['', 'server', 'client']) expect(packages[folder]!.version).toBe(version);
    expect(read(join(root, 'docker-compose.yml'))).toContain(`image: pact-register:${version}\n`);
    expect(versions[0]!.name).toBe(version);
  });

  it('tells an operator in two minutes what to do and what changed', () => {
    expect(versions.length).toBeGreaterThan(0);
    for (const { name, text } of versions) {
      expect([name, text.includes('\n### What to do\n')]).toEqual([name, true]);
      expect([name, text.includes('\n### What changed for operators\n')]).toEqual([name, true]);
      // 240 words a minute.
      expect(text.split(/\s+/).length).toBeLessThan(480);
    }
  });
});
