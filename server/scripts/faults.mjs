// `npm run faults [-- kill]`: every fault in full measure (200 kills, or as many as KILLS says, 20
// of PostgreSQL, a minute without a database, some 9,000 hostile requests), one after the other.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const folder = await mkdtemp(join(tmpdir(), 'pact-faults-'));
const result = join(folder, 'result.json');
const args = [
  join(root, 'server', 'scripts', 'test.mjs'),
  process.argv[2]
    ? `server/test/faults/.*${process.argv[2]}`
    : 'server/test/(faults/|api/properties)',
  '--runInBand',
  '--verbose',
  '--json',
  `--outputFile=${result}`,
];
const jest = spawn(process.execPath, args, {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, FAULTS: 'full' },
});
const code = await new Promise((done) => jest.on('close', done));
const { numPassedTests, numFailedTests } = JSON.parse(await readFile(result, 'utf8'));
await rm(folder, { recursive: true });
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(code ?? 1);
