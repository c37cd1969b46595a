// Compresses the built files once, as strongly as it goes, on all processors; the server sends
// these copies as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const folder = fileURLToPath(new URL('../dist/client', import.meta.url));
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };

async function compress(file) {
  const content = await readFile(join(folder, file));
  const [brotli, zip] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await writeFile(join(folder, `${file}.br`), brotli);
  await writeFile(join(folder, `${file}.gz`), zip);
}

const files = await readdir(folder, { recursive: true });
await Promise.all(
  files
    .filter((file) => /\.(m?js|css|svg|json)$/.test(file) && !file.startsWith('.'))
    .map(compress),
);
