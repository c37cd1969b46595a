import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of the given size in megabytes, which a test may fill. Only root can mount one. */
export class SmallDisk {
  private readonly fillers: string[] = [];

  private constructor(readonly path: string) {}

  static async of(megabytes: number): Promise<SmallDisk> {
    const path = await mkdtemp(join(tmpdir(), 'pact-disk-'));
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
    // The database's user needs access.
    await chmod(path, 0o755);
    return new SmallDisk(path);
  }

  /** Fills it to the last byte. */
  async fill(): Promise<void> {
    const filler = join(this.path, `filler-${randomUUID()}`);
    this.fillers.push(filler);
    const file = await open(filler, 'w');
    try {
      for (const piece of [1024 * 1024, 4096, 1]) await this.write(file, Buffer.alloc(piece));
    } finally {
      await file.close();
    }
  }

  async free(): Promise<void> {
    for (const filler of this.fillers.splice(0)) await rm(filler);
  }

  async remove(): Promise<void> {
    await run('umount', ['-l', this.path]);
    await rm(this.path, { recursive: true });
  }

  private async write(file: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
    for (;;) {
      try {
        if ((await file.write(piece)).bytesWritten < piece.length) return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
        throw error;
      }
    }
  }
}
