import type { Readable } from 'node:stream';

/** Where files stay, each under a name of ours: on disk, or in an S3-compatible store. */
export interface FileStore {
  /**
   * Puts the file at `path` in; it may be taken away from there. Whole, and safe from a power cut,
   * when the promise is kept.
   */
  put(path: string, name: string, sha256: Buffer): Promise<void>;
  /** @throws Problem 404 when it is not there. */
  read(name: string): Promise<Readable>;
  /** Takes it away; it does not matter whether it was there. */
  remove(name: string): Promise<void>;
  /** @throws when files could not be written now: says why. */
  check(): Promise<void>;
}
