// Compresses the built files once, as strongly as it goes; the server sends these copies as they
// are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('../dist/client', import.meta.url));
for (const file of await readdir(folder, { recursive: true })) {
  if (!/\.(m?js|css|svg|json)$/.test(file) || file.startsWith('.')) continue;
  const content = await readFile(join(folder, file));
  await writeFile(
    join(folder, `${file}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
  await writeFile(join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
}
