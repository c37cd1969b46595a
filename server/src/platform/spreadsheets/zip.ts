import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipFile {
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/**
 * Sizes and checksum follow the content, so that nothing has to be known before (APPNOTE 4.4.4,
 * bits 3 and 11: UTF-8 names).
 */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, the beginning of time in a ZIP: equal contents give equal files. */
const date = 0x0021;

/** A ZIP archive that is written while its contents are made; memory stays flat. */
export async function* zip(files: ZipFile[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const label = Buffer.from(name);
    const size = { crc: 0, packed: 0, plain: 0 };
    const start = offset;
    const local = Buffer.concat([
      header(0x04034b50, 30, [
        [4, 20],
        [6, flags],
        [8, deflated],
        [12, date],
        [26, label.length],
      ]),
      label,
    ]);
    yield local;
    const packed = pipeline(
      Readable.from(measured(content, size)),
      createDeflateRaw({ level: 6 }),
      () => undefined,
    );
    for await (const chunk of packed as AsyncIterable<Buffer>) {
      size.packed += chunk.length;
      yield chunk;
    }
    yield sizes(header(0x08074b50, 16, []), 4, size);
    offset += local.length + size.packed + 16;
    const entry = header(0x02014b50, 46, [
      [4, 20],
      [6, 20],
      [8, flags],
      [10, deflated],
      [14, date],
      [28, label.length],
    ]);
    entry.writeUInt32LE(start, 42);
    directory.push(sizes(entry, 16, size), label);
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(0x06054b50, 22, [
    [8, files.length],
    [10, files.length],
  ]);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([...directory, end]);
}

async function* measured(
  content: ZipFile['content'],
  size: { crc: number; plain: number },
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    const bytes =
      typeof piece === 'string'
        ? Buffer.from(piece)
        : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    size.crc = crc32(bytes, size.crc);
    size.plain += bytes.length;
    yield bytes;
  }
}

function header(signature: number, length: number, fields: [at: number, value: number][]): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature);
  for (const [at, value] of fields) bytes.writeUInt16LE(value, at);
  return bytes;
}

function sizes(
  bytes: Buffer,
  at: number,
  { crc, packed, plain }: { crc: number; packed: number; plain: number },
): Buffer {
  bytes.writeUInt32LE(crc, at);
  bytes.writeUInt32LE(packed, at + 4);
  bytes.writeUInt32LE(plain, at + 8);
  return bytes;
}
