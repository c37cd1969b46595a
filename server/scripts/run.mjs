// Runs a part of the built server by its name, after making sure that it is installed and built:
// `run.mjs main`, `run.mjs commands/migrate up`.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { built, installed, root } from './prepare.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
  console.error(
    `Node ${process.versions.node} is too old: this needs Node 20.19 or 22.12 and newer ` +
      '(https://nodejs.org).',
  );
  process.exit(1);
}
// What writes the contract, the docs or a large demonstration uses packages of development.
await installed({ everything: /^commands\/(write|seed)-/.test(process.argv[2]) });
await built();
process.chdir(root);
const target = join(root, 'server', 'dist', 'server', 'src', `${process.argv[2]}.js`);
process.argv.splice(1, 2, target);
await import(pathToFileURL(target).href);
