import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '../http/problem.js';
import type { FileStore } from './file-store.js';

/**
 * Files under DATA_DIR/documents, in subfolders named by two letters of the random end of a UUIDv7;
 * its start is a timestamp and would fill one folder.
 */
export class DiskStore implements FileStore {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'documents');
  }

  async put(path: string, name: string): Promise<void> {
    const target = this.path(name);
    await mkdir(dirname(target), { recursive: true });
    await rename(path, target);
    await syncFolder(dirname(target));
  }

  async read(name: string): Promise<Readable> {
    const file = await open(this.path(name)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? Problem.notFound() : error;
    });
    return file.createReadStream();
  }

  has(name: string): Promise<boolean> {
    return access(this.path(name)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  async check(): Promise<void> {
    const probe = join(this.folder, `.probe-${randomUUID()}`);
    await mkdir(this.folder, { recursive: true });
    await writeFile(probe, 'x').finally(() => rm(probe, { force: true }));
  }

  private path(name: string): string {
    return join(this.folder, name.slice(34, 36), name);
  }
}

/**
 * A rename survives a power cut only once the folder is synced, too (fsync(2)). Windows cannot open
 * a folder and does not need this.
 */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
