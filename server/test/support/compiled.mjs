import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
/** It goes with the packages, as `npm ci` removes them. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache/pact-tests', import.meta.url));
const setting = JSON.stringify([version, process.versions.node.split('.')[0], swcOptions]);
mkdirSync(cache, { recursive: true });

/**
 * A TypeScript file as JavaScript, with its source map in the last line. Every thread of every run
 * reads what the first has compiled: the name in the cache is a hash of all that it is made from.
 */
export function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const hash = createHash('sha256').update(`${setting}\n${filename}\n${source}`).digest('hex');
  const kept = join(cache, `${hash.slice(0, 32)}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    // Loaded only when needed.
    const { transformSync } = require('@swc/core');
    const { code } = transformSync(source, {
      ...swcOptions,
      filename,
      swcrc: false,
      sourceMaps: 'inline',
    });
    // Another thread may write the same at the same moment.
    const unfinished = `${kept}-${randomUUID()}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, kept);
    return code;
  }
}
