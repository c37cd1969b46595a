// `npm test [-- pattern]`: the unit and API tests, from whatever state the folder is in.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { built, installed, root } from './prepare.mjs';

await installed();
await built();
// Nest 12 is made of ES modules, and jest loads those only with this flag.
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--config',
    join(root, 'server', 'jest.config.js'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
jest.on('close', (code) => process.exit(code ?? 1));
