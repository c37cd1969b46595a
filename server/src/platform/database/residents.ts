import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The processes that use one embedded database: a file for each, named by its process id. So a
 * command can run beside the server, and whoever leaves last knows that it is the last. A file
 * whose process is gone (`kill -9`) counts for nothing.
 */
export class Residents {
  constructor(private readonly folder: string) {}

  async enter(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, String(process.pid)), '');
  }

  /** @returns whether another process still uses the database. */
  async leave(): Promise<boolean> {
    await rm(join(this.folder, String(process.pid)), { force: true });
    let others = false;
    for (const name of await readdir(this.folder)) {
      if (isAlive(Number(name))) others = true;
      else await rm(join(this.folder, name), { force: true });
    }
    return others;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 sends nothing; it only asks whether the process is there.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
