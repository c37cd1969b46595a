// The server's TypeScript to JavaScript, with what is read beside it. swc takes each file by
// itself, ten times as fast as `tsc`, and checks nothing: that is for `npm run types`.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transform } from '@swc/core';
import { root } from './prepare.mjs';

export const dist = join(root, 'server', 'dist');
/** Where the server's code and data lie, and what of it runs. */
export const sourceFolders = ['server/src', 'migrations', 'contract', 'locales'];
const code = /(?<!\.spec|\.d)\.ts$/;
const asItIs = /\.(mjs|json|br)$/;

const options = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
};

/** Whether a file, by its path from the root, belongs to the server as it runs. */
export const isSource = (file) => code.test(file) || asItIs.test(file);

/**
 * Compiles or copies one file, named from the root.
 * @returns the files in `server/dist` that it became.
 * @throws when swc cannot read it.
 */
export async function compile(file) {
  const target = join(dist, file.replace(code, '.js'));
  await mkdir(dirname(target), { recursive: true });
  if (!code.test(file)) {
    await copyFile(join(root, file), target);
    return [target];
  }
  const { code: script, map } = await transform(await readFile(join(root, file), 'utf8'), {
    ...options,
    filename: join(root, file),
    sourceFileName: relative(dirname(target), join(root, file)),
  });
  await writeFile(target, `${script}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
  return [target, `${target}.map`];
}

/** Compiles everything, and removes from `server/dist` what has no source any more. */
export async function compileAll() {
  const found = (await Promise.all(sourceFolders.map(filesIn))).flat().filter(isSource);
  const sources = [...found, 'server/wings.mjs'];
  const made = new Set((await Promise.all(sources.map(compile))).flat());
  for (const file of await filesIn('server/dist'))
    if (!made.has(join(root, file))) await rm(join(root, file));
}

/** All files below a folder, named from the root. */
async function filesIn(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
}
