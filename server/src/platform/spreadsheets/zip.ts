import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipPart {
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** Every part has the same time, so equal contents give equal files. */
const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/** A ZIP archive that is written while its contents are generated; memory use stays flat. */
export async function* zip(parts: ZipPart[]): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const output = Readable.from(archive.outputStream as AsyncIterable<Buffer>);
  let open: Readable | undefined;
  for (const { name, content } of parts) {
    archive.addReadStreamLazy(name, options, (begin) => {
      open = Readable.from(content, { objectMode: false });
      open.on('error', (error) => output.destroy(error));
      begin(null, open);
    });
  }
  archive.end();
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    // When the reader stops, the generator of the current part ends too.
    open?.destroy();
    output.destroy();
  }
}
