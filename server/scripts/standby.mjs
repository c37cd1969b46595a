// Loaded by the next server of `npm run dev` before all else: it loads the packages, which is half
// of a start, and waits until a file is saved.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './prepare.mjs';

// Not later: it may come before the packages are loaded.
const saved = once(process, 'message');
for (const workspace of ['server', 'client']) {
  const { dependencies } = JSON.parse(
    await readFile(join(root, workspace, 'package.json'), 'utf8'),
  );
  // Fonts and browser files cannot be imported.
  for (const name of Object.keys(dependencies)) await import(name).catch(() => undefined);
}
await saved;
