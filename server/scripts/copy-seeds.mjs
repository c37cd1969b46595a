// tsc emits code only; the seed's data goes beside it.
import { cp, readdir } from 'node:fs/promises';

const from = new URL('../src/seed/', import.meta.url);
const to = new URL('../dist/server/src/seed/', import.meta.url);
for (const file of await readdir(from)) {
  if (file.endsWith('.json')) await cp(new URL(file, from), new URL(file, to));
}
