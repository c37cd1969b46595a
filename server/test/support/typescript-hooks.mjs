import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

const found = new Map();

/** Lets plain Node import our TypeScript, in the form written for `tsc`. */
export async function resolve(specifier, context, next) {
  const from = context.parentURL?.split('?')[0];
  if (!from?.endsWith('.ts')) return next(specifier, context);
  if (specifier.startsWith('.')) return ofOurs(specifier, from) ?? next(specifier, context);
  // A package is the same for all files of a workspace; Node would look for it again for each.
  const [workspace = from] = /^.*\/(server|client|contract|migrations)\//.exec(from) ?? [];
  const key = `${workspace} ${specifier}`;
  if (!found.has(key)) found.set(key, { ...(await next(specifier, context)), shortCircuit: true });
  return found.get(key);
}

function ofOurs(specifier, from) {
  const url = new URL(specifier.replace(/\.js$/, '.ts'), from);
  if (!url.pathname.endsWith('.ts') || !existsSync(url)) return undefined;
  return { url: url.href, format: 'module', shortCircuit: true };
}

export async function load(url, context, next) {
  // A unique query imports each test file anew.
  const [path] = url.split('?');
  if (!path.startsWith('file:') || !path.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: compiled(fileURLToPath(path)), shortCircuit: true };
}
