// The lint rule that holds the order of server/wings.mjs, and keeps server, client and contract
// apart.
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOrder } from '../wings.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `platform/http` for server/src/platform/http/problem.ts; undefined for files beside the wings.
 */
function folderOf(path) {
  const [server, src, wing, name, ...rest] = path.split(sep);
  if (server !== 'server' || src !== 'src' || name === undefined) return undefined;
  return rest.length > 0 ? `${wing}/${name}` : wing;
}

/**
 * The error of an import from one file to another, both relative to the root; undefined if it is
 * allowed.
 */
export function breach(from, to) {
  return (
    betweenParts(from.split(sep)[0], to.split(sep)[0]) ??
    betweenFolders(folderOf(from), folderOf(to), to)
  );
}

function betweenParts(own, other) {
  if (own === 'contract' && other !== 'contract')
    return 'contract/ imports nothing of server or client.';
  const both = [own, other];
  if (both.includes('server') && both.includes('client'))
    return 'Server and client share only contract/ and locales/.';
  return undefined;
}

function betweenFolders(here, there, to) {
  if (here === undefined || here === there || !to.startsWith(`server${sep}src`)) return undefined;
  if (!folderOrder.includes(here)) return `server/wings.mjs does not list ${here}.`;
  if (there === undefined)
    return here === 'commands' ? undefined : 'Only commands import the application itself.';
  if (folderOrder.indexOf(there) > folderOrder.indexOf(here)) return undefined;
  return `${here} does not import from ${there}: it is further up in server/wings.mjs.`;
}

/** Every import, also of types alone, of dynamic imports and re-exports. */
export const walls = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = relative(root, context.filename);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const message = breach(from, relative(root, resolve(dirname(context.filename), source)));
      if (message) context.report({ node: node.source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};
