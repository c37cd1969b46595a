import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { UnreadableSheet } from './unreadable-sheet.js';

const inflate = promisify(inflateRaw) as (
  content: Buffer,
  options: { maxOutputLength: number },
) => Promise<Buffer>;

export interface ZipLimits {
  entries: number;
  /** Of all parts that are read, unpacked. */
  bytes: number;
}

interface Entry {
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
  encrypted: boolean;
}

/**
 * Reads single parts of a ZIP archive. What the directory promises is looked at before anything is
 * unpacked, and what is unpacked is stopped at the same limit, because a directory may lie.
 */
export class ZipReader {
  private left: number;

  private constructor(
    private readonly file: Buffer,
    private readonly entries: Map<string, Entry>,
    limits: ZipLimits,
  ) {
    this.left = limits.bytes;
  }

  /**
   * @throws UnreadableSheet for what is no archive, is damaged, has too many parts, or would become
   * too large.
   */
  static open(file: Buffer, limits: ZipLimits): ZipReader {
    const end = findEnd(file);
    const count = file.readUInt16LE(end + 10);
    if (count > limits.entries) throw new UnreadableSheet('too-large');
    const entries = readDirectory(file, file.readUInt32LE(end + 16), count);
    const promised = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
    if (promised > limits.bytes) throw new UnreadableSheet('too-large');
    return new ZipReader(file, entries, limits);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  async text(name: string): Promise<string> {
    const entry = this.entries.get(name);
    if (!entry) throw new UnreadableSheet('unreadable');
    const content = await this.unpack(entry);
    this.left -= content.length;
    if (crc32(content) !== entry.crc) throw new UnreadableSheet('unreadable');
    return content.toString('utf8');
  }

  private async unpack({ method, packed, offset, encrypted }: Entry): Promise<Buffer> {
    if (encrypted) throw new UnreadableSheet('encrypted');
    const start = contentStart(this.file, offset);
    const content = this.file.subarray(start, start + packed);
    if (method === 0 && content.length <= this.left) return content;
    if (method !== 8 || this.left <= 0)
      throw new UnreadableSheet(method === 8 || method === 0 ? 'too-large' : 'unreadable');
    try {
      return await inflate(content, { maxOutputLength: this.left });
    } catch (error) {
      throw new UnreadableSheet(
        (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable',
      );
    }
  }
}

/** The directory's end stands in the last 64 kB: behind it there is only a comment. */
function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at--) {
    if (file.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw new UnreadableSheet('unreadable');
}

function readDirectory(file: Buffer, start: number, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50)
      throw new UnreadableSheet('unreadable');
    const [nameLength, extraLength, commentLength] = [
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
    ];
    entries.set(file.toString('utf8', at + 46, at + 46 + nameLength), {
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function contentStart(file: Buffer, offset: number): number {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== 0x04034b50)
    throw new UnreadableSheet('unreadable');
  return offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
}
