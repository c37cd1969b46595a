// tsc emits code only; the data of the seeds and the gazetteer goes beside it.
import { cp, readdir } from 'node:fs/promises';

for (const [folder, kind] of [
  ['seed', '.json'],
  ['places', '.br'],
]) {
  const from = new URL(`../src/${folder}/`, import.meta.url);
  const to = new URL(`../dist/server/src/${folder}/`, import.meta.url);
  for (const file of await readdir(from)) if (file.endsWith(kind)) await cp(new URL(file, from), new URL(file, to));
}
