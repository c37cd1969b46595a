// `npm test [-- pattern]`: the unit and API tests, from whatever state the folder is in.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { built, installed, root } from './prepare.mjs';

await installed();
await built();
const typescript = pathToFileURL(join(root, 'server', 'test', 'support', 'typescript.mjs')).href;
const jest = spawn(
  process.execPath,
  [
    // Tests create many short-lived objects: a larger nursery costs a tenth less processor time.
    '--max-semi-space-size=64',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--config',
    join(root, 'server', 'jest.config.js'),
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: `--import ${typescript} --throw-deprecation` },
  },
);
jest.on('close', (code) => process.exit(code ?? 1));
