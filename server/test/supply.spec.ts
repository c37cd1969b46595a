import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(import.meta.dirname, '../scripts/supply.mjs');

function supply(...folder: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [script, ...folder], (error, stdout, stderr) =>
      done({ code: error ? 1 : 0, said: stdout + stderr }),
    );
  });
}

describe('S60 third-party packages', () => {
  it('has licences that we agreed to, one content each, npm’s registry as its origin, and no install script but those we allow', async () => {
    expect(await supply()).toEqual({
      code: 0,
      said: expect.stringMatching(/^\d{3,4} packages: .* as agreed\n$/) as string,
    });
  });

  it('is refused otherwise, in a line for each fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pact-supply-'));
    const good = {
      license: 'MIT',
      integrity: 'sha512-x',
      resolved: 'https://registry.npmjs.org/good/-/good-1.0.0.tgz',
    };
    const packages = {
      '': {},
      server: {},
      'node_modules/@pact/server': { link: true, resolved: 'server' },
      'node_modules/good': good,
      'node_modules/viral': { ...good, license: '(GPL-3.0 AND MIT)' },
      'node_modules/unknown': { ...good, license: undefined },
      'node_modules/loose': { ...good, integrity: undefined },
      'node_modules/elsewhere': { ...good, resolved: 'https://evil.example/elsewhere.tgz' },
      'node_modules/a/node_modules/runs': { ...good, hasInstallScript: true },
    };
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ allowScripts: { gone: true } }));
    const { code, said } = await supply(folder);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([
      'viral has the licence (GPL-3.0 AND MIT): not one we agreed to',
      'unknown has the licence undefined: not one we agreed to',
      'loose has no integrity hash: the lock file does not hold it to one content',
      'elsewhere comes from https://evil.example/elsewhere.tgz, not from npm’s registry',
      'runs runs a script when it is installed: say in allowScripts whether it may',
      'allowScripts names gone, which runs none (any more)',
    ]);
  });

  it('is listed in CI as a bill of materials, and the check of it is a step there', async () => {
    const { scripts } = JSON.parse(
      await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'),
    ) as { scripts: Record<string, string> };
    expect(scripts['sbom']).toBe('npm sbom --sbom-format=cyclonedx --omit=dev');
    const steps = await readFile(join(import.meta.dirname, '../../.ci/run'), 'utf8');
    expect(steps).toMatch(/npm run --silent supply/);
    expect(steps).toMatch(/npm run --silent sbom/);
  });
});
