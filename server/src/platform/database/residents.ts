import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The processes that use one embedded database, one file each, named by process id. This lets a
 * command run beside the server, and tells the last process to leave that it is the last. Files of
 * dead processes (`kill -9`) are ignored.
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
    // Signal 0 sends nothing; it only tests whether the process exists.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
