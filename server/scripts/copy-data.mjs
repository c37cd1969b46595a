// tsc emits code only: the texts, the seed's data and the gazetteer are copied beside it.
import { cp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'server', 'dist');

for (const [folder, ending] of [
  ['server/src/commands/seed', '.json'],
  ['server/src/reference/helplines', '.json'],
  ['server/src/reference/pact', '.json'],
  ['server/src/reference/places', '.br'],
  ['locales', '.json'],
]) {
  for (const file of await readdir(join(root, folder), { recursive: true })) {
    if (!file.endsWith(ending)) continue;
    await cp(
      join(root, folder, file),
      join(dist, folder, dirname(file), file.split(/[\\/]/).at(-1)),
    );
  }
}
