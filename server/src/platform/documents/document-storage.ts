import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppContext } from '../database/app-context.js';
import { Problem } from '../http/problem.js';
import { limits } from '../config/limits.js';
import type { FileStore } from './file-store.js';
import { openFileStore } from './open-file-store.js';

/** A completely received file that is not in the store yet. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  sha256: Buffer;
  head: Buffer;
}

const headBytes = 4_100;

/**
 * Files named only by our ids: received on the local disk, kept in the store. A file is complete
 * and synced before any row refers to it.
 */
@Injectable()
export class DocumentStorage {
  private readonly incoming: string;
  private readonly store: FileStore;

  constructor(context: AppContext) {
    this.incoming = join(context.config.DATA_DIR, 'documents', 'incoming');
    this.store = openFileStore(context);
  }

  /**
   * Streams an upload to disk and hashes it on the way; a failed upload leaves nothing behind.
   * @throws Problem 413 while streaming when it is too large.
   */
  async receive(stream: Readable): Promise<ReceivedFile> {
    const path = join(this.incoming, randomUUID());
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    let head = Buffer.alloc(0);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > limits.documentBytes) throw tooLarge();
        if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
    await file.close();
    return { path, bytes, sha256: hash.digest(), head };
  }

  /** Moves a received file, and its cleaned copy if there is one, into the store. */
  async keep(received: ReceivedFile, id: string, copySha256: Buffer | undefined): Promise<void> {
    await this.store.put(received.path, id, received.sha256);
    if (copySha256) await this.store.put(cleanPath(received.path), cleanPath(id), copySha256);
    await this.discard(received);
  }

  /** Replaces the cleaned copy of a file, or removes it. */
  async keepCopy(received: ReceivedFile, id: string, sha256: Buffer | undefined): Promise<void> {
    if (sha256) await this.store.put(cleanPath(received.path), cleanPath(id), sha256);
    else await this.store.remove(cleanPath(id));
  }

  async discard(received: ReceivedFile): Promise<void> {
    await rm(received.path, { force: true });
    await rm(cleanPath(received.path), { force: true });
  }

  async remove(id: string): Promise<void> {
    await this.store.remove(id);
    await this.store.remove(cleanPath(id));
  }

  /** @throws Problem 404 when the file does not exist. */
  read(id: string, cleaned = false): Promise<Readable> {
    return this.store.read(cleaned ? cleanPath(id) : id);
  }

  /** Whether a file is there, by its name in the store. */
  has(name: string): Promise<boolean> {
    return this.store.has(name);
  }

  /** Restores a file from a backup. */
  async restore(received: ReceivedFile, id: string, cleaned: boolean): Promise<void> {
    await this.store.put(received.path, cleaned ? cleanPath(id) : id, received.sha256);
    await this.discard(received);
  }

  /**
   * Removes partial uploads left by a killed process.
   * @returns how many.
   */
  async removeAbandoned(): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.incoming).catch(() => [])) {
      const path = join(this.incoming, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs > Date.now() - limits.looseFileMinutes * 60_000) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  /** @throws when documents cannot be stored at the moment. */
  check(): Promise<void> {
    return this.store.check();
  }
}

export function tooLarge(): Problem {
  return new Problem(
    413,
    'file-too-large',
    `The file is larger than ${limits.documentBytes / 1024 / 1024} MB.`,
  );
}

/** The path of a file's cleaned copy: beside the original, never in its place. */
export function cleanPath(path: string): string {
  return `${path}.clean`;
}
