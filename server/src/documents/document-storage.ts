import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppContext } from '../common/context.js';
import { Problem } from '../common/problem.js';
import { limits } from '../config/limits.js';

/** A file that was received whole and lies beside the storage, not yet in it. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  sha256: Buffer;
  head: Buffer;
}

const headBytes = 4_100;

/** Files on disk under DATA_DIR/documents, named by our ids only. A file is there, whole and synced, before a row tells of it. */
@Injectable()
export class DocumentStorage {
  private readonly folder: string;

  constructor({ config }: AppContext) {
    this.folder = join(config.DATA_DIR, 'documents');
  }

  /** Streams an upload to disk, hashing on the way. @throws Problem 413 while streaming when it is too large; nothing is left behind. */
  async receive(stream: Readable): Promise<ReceivedFile> {
    const path = join(this.folder, 'incoming', randomUUID());
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    let head = Buffer.alloc(0);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > limits.documentBytes)
          throw new Problem(413, 'file-too-large', `The file is larger than ${limits.documentBytes / 1024 / 1024} MB.`);
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

  /** Puts a received file, and its cleaned copy if there is one, where it stays. */
  async keep(received: ReceivedFile, id: string, hasCopy: boolean): Promise<void> {
    const target = this.path(id);
    await mkdir(dirname(target), { recursive: true });
    await rename(received.path, target);
    if (hasCopy) await rename(cleanPath(received.path), cleanPath(target));
  }

  async discard(received: ReceivedFile): Promise<void> {
    await rm(received.path, { force: true });
    await rm(cleanPath(received.path), { force: true });
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
    await rm(cleanPath(this.path(id)), { force: true });
  }

  read(id: string, cleaned = false): Readable {
    return createReadStream(cleaned ? cleanPath(this.path(id)) : this.path(id));
  }

  /** Two letters from the random end of a UUIDv7: the front is time and would fill one folder. */
  private path(id: string): string {
    return join(this.folder, id.slice(-2), id);
  }
}

/** Where the copy of a file without its metadata lies: beside it, never in its place. */
export function cleanPath(path: string): string {
  return `${path}.clean`;
}
