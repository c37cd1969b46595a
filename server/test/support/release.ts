import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../../..');

/**
 * Another version of the program, built from the repository's history with the packages of its own
 * lock file.
 */
export class Release {
  private constructor(readonly folder: string) {}

  /** @param commit from the history. A shallow clone may lack it (`git fetch --unshallow`). */
  static async build(commit: string): Promise<Release> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-release-'));
    const archive = `${folder}.tar`;
    await run('git', ['-C', repository, 'archive', '--output', archive, commit]);
    await run('tar', ['-xf', archive, '-C', folder]);
    await rm(archive);
    await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
    await run('npm', ['run', 'build'], { cwd: folder });
    return new Release(folder);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
