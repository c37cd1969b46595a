// Runs a part of the built server. Plain Node only, because nothing may be installed yet.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Installs and builds first where that is possible; then works in the program's own folder, where
 * `.env` is. Folders that the operator names are still those of where the command was given.
 * @param {{ part?: string, file?: string }} what a part of the built server, or a file.
 * @param {string[]} args
 */
export async function run({ part, file }, args) {
  requireNode();
  if (part) {
    await prepare(part);
    process.env.INIT_CWD ??= process.cwd();
    process.chdir(root);
  }
  const target = join(root, file ?? `server/dist/server/src/${part}.js`);
  process.argv = [process.argv[0], target, ...args];
  await import(pathToFileURL(target).href);
}

function requireNode() {
  const { node } = process.versions;
  const [major, minor] = node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  console.error(
    `Node ${node} is too old: this needs Node 20.19 or 22.12 and newer (https://nodejs.org).`,
  );
  process.exit(1);
}

/** The image has neither sources nor tools, only what was built from them. */
async function prepare(part) {
  if (!existsSync(join(root, 'server/scripts/prepare.mjs'))) return;
  const { prepared } = await import('../scripts/prepare.mjs');
  // What writes the contract, the docs or a large demonstration uses packages of development.
  await prepared({ everything: /^commands\/(write|seed)-/.test(part) });
}
