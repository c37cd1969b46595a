import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { UnreadableSheet } from './unreadable-sheet.js';

export interface ZipLimits {
  entries: number;
  /** The unpacked size of all parts that are read. */
  bytes: number;
}

/**
 * A ZIP archive whose parts are read one by one. The sizes that its directory promises are checked
 * before anything is unpacked, and unpacking stops at the same limit, because a directory may lie.
 */
export class Archive {
  private left: number;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    limits: ZipLimits,
  ) {
    this.left = limits.bytes;
  }

  /**
   * @throws UnreadableSheet for a file that is not an archive, is damaged, or would become too
   *   large.
   */
  static async open(file: Buffer, limits: ZipLimits): Promise<Archive> {
    const zip = await readable(
      fromBufferPromise(file, { lazyEntries: true, validateEntrySizes: false }),
    );
    if (zip.entryCount > limits.entries) throw new UnreadableSheet('too-large');
    const entries = await readable(directory(zip));
    const promised = [...entries.values()].reduce((sum, { uncompressedSize }) => {
      return sum + uncompressedSize;
    }, 0);
    if (promised > limits.bytes) throw new UnreadableSheet('too-large');
    return new Archive(zip, entries, limits);
  }

  has(name: string): boolean {
    return this.entries.has(partKey(name));
  }

  /** Whether the name of any part has this ending. */
  hasLike(ending: string): boolean {
    return [...this.entries.keys()].some((name) => name.endsWith(partKey(ending)));
  }

  /** The content of a part, piece by piece. @throws UnreadableSheet */
  async *part(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(partKey(name));
    if (!entry) throw new UnreadableSheet('unreadable');
    if (entry.isEncrypted()) throw new UnreadableSheet('encrypted');
    const stream = await readable(this.zip.openReadStreamPromise(entry));
    let sum = 0;
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        this.left -= piece.length;
        if (this.left < 0) throw new UnreadableSheet('too-large');
        sum = crc32(piece, sum);
        yield piece;
      }
    } catch (error) {
      throw error instanceof UnreadableSheet ? error : new UnreadableSheet('unreadable');
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) throw new UnreadableSheet('unreadable');
  }
}

async function directory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(partKey(entry.fileName), entry);
  return entries;
}

/**
 * Part names are case-insensitive and may be percent-encoded (ECMA-376 part 2). Old programs write
 * backslashes.
 */
function partKey(name: string): string {
  const plain = name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
  return plain.replaceAll('%20', ' ');
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch {
    throw new UnreadableSheet('unreadable');
  }
}
