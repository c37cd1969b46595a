import type { Readable } from 'node:stream';

/** Stores files under names that we choose: on disk, or in an S3-compatible store. */
export interface FileStore {
  /**
   * Stores the file at `path` and may move it from there. Once the promise resolves, the file is
   * complete and survives a power cut.
   */
  put(path: string, name: string, sha256: Buffer): Promise<void>;
  /** @throws Problem 404 when the file does not exist. */
  read(name: string): Promise<Readable>;
  /** Whether the file exists, without reading it. */
  has(name: string): Promise<boolean>;
  /** Removes a file if it exists. */
  remove(name: string): Promise<void>;
  /** @throws when files cannot be written at the moment, with the reason. */
  check(): Promise<void>;
}
