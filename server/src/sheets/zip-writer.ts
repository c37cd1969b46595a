import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

export interface ZipPart {
  name: string;
  content: Iterable<string> | AsyncIterable<string>;
}

/**
 * A ZIP archive as it is written, part by part (PKWARE APPNOTE 6.3): sizes and checksums follow each part, so nothing is held in memory.
 * None of our files comes near 4 GB, where ZIP64 would begin.
 */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  let offset = 0;
  const counted = (chunk: Buffer) => {
    offset += chunk.length;
    return chunk;
  };
  for (const { name, content } of parts) {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset };
    yield counted(localHeader(entry));
    for await (const chunk of deflated(content, entry)) {
      entry.packed += chunk.length;
      yield counted(chunk);
    }
    yield counted(descriptor(entry));
    entries.push(entry);
  }
  const start = offset;
  for (const entry of entries) yield counted(centralHeader(entry));
  yield endOfDirectory(entries.length, offset - start, start);
}

async function* deflated(content: ZipPart['content'], entry: Entry): AsyncGenerator<Buffer> {
  const source = Readable.from(measured(content, entry));
  const packer = createDeflateRaw();
  source.on('error', (error) => packer.destroy(error));
  try {
    for await (const chunk of source.pipe(packer)) yield chunk as Buffer;
  } finally {
    source.destroy();
    packer.destroy();
  }
}

async function* measured(content: ZipPart['content'], entry: Entry): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const chunk = Buffer.from(text);
    entry.crc = crc32(chunk, entry.crc);
    entry.size += chunk.length;
    yield chunk;
  }
}

const version = 20;
/** Sizes follow the content (bit 3); names are UTF-8 (bit 11). */
const flags = 0x0808;
const deflate = 8;
/** 1 January 1980, where DOS time begins: a file's own date would only make two equal exports differ. */
const date = 0x21;

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(version, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflate, 8);
  header.writeUInt16LE(date, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

function centralHeader({ name, crc, packed, size, offset }: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(version, 4);
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(deflate, 10);
  header.writeUInt16LE(date, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
